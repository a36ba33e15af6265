import {
  changeKey,
  createKey,
  listAllKeys,
  listKeys,
  renewSigningSecret,
  revokeKey,
  rotateKey,
} from "@/lib/contract/keys";
import type { Context } from "@/lib/domain/context";
import { changeKey as change } from "@/lib/domain/keys/change";
import { issueKey } from "@/lib/domain/keys/issue";
import { revokeKey as revoke, rotateKey as rotate } from "@/lib/domain/keys/rotate";
import { renewSecret } from "@/lib/domain/keys/signing";
import { userInReach } from "@/lib/domain/principal";
import { parseUsd } from "@/lib/money";
import { listKeys as findKeys } from "@/lib/store/keys";
import { keyCardOf, presentOwnedKey, presentSpendingKey } from "../key-presenters";
import { handle } from "../openapi";
import { decodeCursor, PAGE_SIZE, presentPage } from "../presenters";

/** Keys: list, create, rotate, revoke. */
export const keysRoutes = [
  handle(listKeys, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findKeys(ctx.db, {
      userId: await ownerOf(ctx, query.user_id),
      kinds: query.kind === undefined ? ["reseller", "operator"] : [query.kind],
      q: null,
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    const cards = await Promise.all(rows.map((row) => presentSpendingKey(ctx, row)));
    return c.json(presentPage(cards, limit, (card) => card));
  }),

  handle(createKey, async ({ ctx, body }, c) => {
    const { id, key, secret } = await issueKey(ctx, {
      userId: body.user_id,
      name: body.name,
      scopes: body.scopes,
      expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
      allowedIps: body.allowed_ips ?? [],
      signing: body.signing ?? "none",
      spendCap: body.spend_cap
        ? { amount: parseUsd(body.spend_cap.amount_usd), period: body.spend_cap.period }
        : null,
    });
    return c.json({ ...(await keyCardOf(ctx.db, id)), api_key: key, signing_secret: secret }, 201);
  }),

  handle(changeKey, async ({ ctx, params, body }, c) => {
    const { expires_at, spend_cap, ...same } = body;
    await change(ctx, params.id, {
      ...same,
      ...(expires_at === undefined ? {} : { expires_at: expires_at === null ? null : new Date(expires_at) }),
      ...(spend_cap === undefined
        ? {}
        : { spend_cap: spend_cap?.amount_usd ?? null, spend_cap_period: spend_cap?.period ?? null }),
    });
    return c.json(await keyCardOf(ctx.db, params.id));
  }),

  handle(rotateKey, async ({ ctx, params, body }, c) => {
    const { id, key, oldUntil } = await rotate(ctx, params.id, body.overlap);
    const card = await keyCardOf(ctx.db, id);
    return c.json({ ...card, api_key: key, replaces: params.id, old_key_until: oldUntil.toISOString() }, 201);
  }),

  handle(renewSigningSecret, async ({ ctx, params, body }, c) => {
    const mustSign = body.signing === undefined ? null : body.signing === "required";
    const { secret, previousUntil } = await renewSecret(ctx, params.id, { overlap: body.overlap, mustSign });
    const card = await keyCardOf(ctx.db, params.id);
    return c.json(
      { ...card, signing_secret: secret, old_secret_until: previousUntil?.toISOString() ?? null },
      201,
    );
  }),

  handle(revokeKey, async ({ ctx, params }, c) => {
    await revoke(ctx, params.id);
    return c.json(await keyCardOf(ctx.db, params.id));
  }),

  handle(listAllKeys, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findKeys(ctx.db, {
      userId: query.user_id ?? null,
      kinds: query.kind === undefined ? null : [query.kind],
      q: query.q ?? null,
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, presentOwnedKey));
  }),
];

/** Whose keys are meant: an operator's own when nobody is named. */
function ownerOf(ctx: Context, named: number | undefined): Promise<number> {
  const { boundUserId, ownerId } = ctx.principal;
  const isOwn = named === undefined && boundUserId === null && ownerId !== null;
  return isOwn ? Promise.resolve(ownerId) : userInReach(ctx, named);
}
