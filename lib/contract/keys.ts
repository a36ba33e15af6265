import { z } from "zod";
import { plainNetwork } from "@/lib/addresses";
import { expectations } from "./expectations";
import { id, idText, instant, listOf, page, priceLimit, usd } from "./fields";
import { defineRoute, SCOPES } from "./route";

export const KEY_KINDS = ["reseller", "operator", "session"] as const;
export const OVERLAPS = ["now", "1h", "24h", "7d"] as const;

/** The most that a key's purchases and renewals may cost. What is refunded later still counts. */
export const spendCap = z.strictObject({
  amount_usd: priceLimit.meta({ description: "US dollars.", example: "250.00" }),
  period: z.enum(["month", "total"]).meta({
    description:
      "`month`: a calendar month in UTC. A rotated key goes on where the old one was; an order that failed gives its part back, a refund does not.",
  }),
});

export const keyCard = z
  .object({
    id,
    user_id: id.nullable().meta({ description: "Whose key it is." }),
    kind: z.enum(KEY_KINDS).meta({ description: "`session`: a sign-in to the dashboard." }),
    name: z.string().meta({ example: "Billing server" }),
    hint: z
      .string()
      .meta({ description: "How the key begins; more of it is never shown.", example: "pdk_4fTq" }),
    scopes: z.array(z.enum(SCOPES)),
    status: z
      .enum(["active", "replaced", "expired", "revoked"])
      .meta({ description: "`replaced`: still accepted, until `replaced_until`." }),
    signing: z.enum(["none", "optional", "required"]).meta({
      description:
        "`none`: it has no signing secret. `required`: its money requests must carry `X-Signature`.",
    }),
    allowed_ips: z
      .array(z.string())
      .meta({ description: "Networks that it may be used from; empty: any.", example: ["203.0.113.0/24"] }),
    spend_cap: spendCap.nullable(),
    spent_usd: usd.optional().meta({
      description: "In lists of one's own keys: what counts against `spend_cap` by now; absent without one.",
      example: "37.50",
    }),
    expires_at: instant.nullable(),
    last_used_at: instant
      .nullable()
      .meta({ description: "Up to a minute behind: a request does not wait for this mark." }),
    created_at: instant,
    revoked_at: instant.nullable(),
    replaced_by: id.nullable().meta({ description: "The key that took its place." }),
    replaced_until: instant
      .nullable()
      .meta({ description: "Until when it is still accepted beside that key." }),
  })
  .meta({ id: "Key" });

const apiKey = z.string().meta({ description: "The key itself. Shown this once." });
const signingSecret = z.string().meta({ description: "The secret of `X-Signature`. Shown this once." });

/** A key just made, with what is shown once. */
export const issuedKey = keyCard
  .extend({ api_key: apiKey, signing_secret: signingSecret.nullable() })
  .meta({ id: "IssuedKey" });

/** A key that takes another's place. Its signing secret is the old one's. */
export const rotatedKey = keyCard
  .extend({
    api_key: apiKey,
    replaces: id,
    old_key_until: instant.meta({ description: "Until when the old key is still accepted." }),
  })
  .meta({ id: "RotatedKey" });

/** A key with its new signing secret. */
export const keyWithSecret = keyCard
  .extend({
    signing_secret: signingSecret,
    old_secret_until: instant
      .nullable()
      .meta({ description: "Until when the secret before is still accepted; `null`: there was none." }),
  })
  .meta({ id: "KeyWithSecret" });

/** A key with its owner, as operators see it. */
export const ownedKey = keyCard.extend({ email: z.string().nullable() }).meta({ id: "OwnedKey" });

export type KeyCard = z.infer<typeof keyCard>;
export type OwnedKey = z.infer<typeof ownedKey>;

const network = z
  .string()
  .max(50)
  .transform((text, context) => {
    const plain = plainNetwork(text);
    if (plain !== null) return plain;
    context.addIssue({ code: "custom", message: "An address or network, such as 203.0.113.0/24." });
    return z.NEVER;
  })
  .register(expectations, { type: "network" })
  .meta({ type: "string", example: "203.0.113.0/24" });

const name = z.string().trim().min(1).max(80).meta({ example: "Billing server" });

const overlap = z
  .enum(OVERLAPS)
  .meta({ description: "How long the old one is still accepted beside the new one." });

const expiry = z.iso.datetime({ offset: true }).meta({ example: "2027-01-01T00:00:00Z" });

const oneKey = z.object({ id: idText });

export const listKeys = defineRoute({
  method: "get",
  path: "/keys",
  summary: "API keys, newest first",
  scope: "proxy:read",
  sessionOnly: true,
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional().meta({ description: "For an operator: whose keys; their own when absent." }),
    kind: z
      .enum(KEY_KINDS)
      .optional()
      .meta({ description: "`session` lists sign-ins, which are left out otherwise." }),
  }),
  answers: { 200: listOf(keyCard) },
});

export const createKey = defineRoute({
  method: "post",
  path: "/keys",
  summary: "Make an API key",
  scope: "proxy:write",
  sessionOnly: true,
  body: z.strictObject({
    name,
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    expires_at: expiry.optional(),
    allowed_ips: z.array(network).max(50).optional(),
    signing: z.enum(["none", "optional", "required"]).optional().meta({
      description: "Whether it gets a signing secret, and whether its money requests must be signed.",
    }),
    spend_cap: spendCap.optional(),
    user_id: id
      .optional()
      .meta({ description: "For an operator: whose key it is; an operator key when absent." }),
  }),
  answers: { 201: issuedKey },
});

export const changeKey = defineRoute({
  method: "patch",
  path: "/keys/{id}",
  summary: "Change a key's name or limits, from its next request on",
  description:
    "What is not named stays; `null` takes a limit away. Scopes can be taken away, not added. Only a key that is in use can be changed.",
  scope: "proxy:write",
  sessionOnly: true,
  params: oneKey,
  body: z.strictObject({
    name: name.optional(),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .max(SCOPES.length)
      .optional()
      .meta({ example: ["proxy:read"] }),
    expires_at: expiry.nullable().optional(),
    allowed_ips: z
      .array(network)
      .max(50)
      .optional()
      .meta({ description: "Replaces the whole list; empty: any address." }),
    spend_cap: spendCap.nullable().optional().meta({
      description: "What the key spent while it had a cap counts; what it spent without one does not.",
    }),
  }),
  answers: { 200: keyCard },
});

export const rotateKey = defineRoute({
  method: "post",
  path: "/keys/{id}/rotate",
  summary: "Replace a key, with an overlap",
  scope: "proxy:write",
  sessionOnly: true,
  params: oneKey,
  body: z.strictObject({ overlap }),
  answers: { 201: rotatedKey },
});

export const renewSigningSecret = defineRoute({
  method: "post",
  path: "/keys/{id}/signing-secret",
  summary: "Make a key's signing secret, or replace it with an overlap",
  scope: "proxy:write",
  sessionOnly: true,
  params: oneKey,
  body: z.strictObject({ overlap, signing: z.enum(["optional", "required"]).optional() }),
  answers: { 201: keyWithSecret },
});

export const revokeKey = defineRoute({
  method: "delete",
  path: "/keys/{id}",
  summary: "Revoke a key, from the next request on",
  scope: "proxy:write",
  sessionOnly: true,
  params: oneKey,
  answers: { 200: keyCard },
});

export const listAllKeys = defineRoute({
  method: "get",
  path: "/admin/keys",
  summary: "Everyone's keys and sign-ins, newest first",
  scope: "admin:*",
  sessionOnly: true,
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional(),
    kind: z.enum(KEY_KINDS).optional(),
    q: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "Part of the name, of how the key begins, or of the owner's e-mail." }),
  }),
  answers: { 200: listOf(ownedKey) },
});
