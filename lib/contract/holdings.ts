import { z } from "zod";
import { MOST_ON_CARD } from "@/lib/counted";
import { idText } from "./fields";
import { defineRoute } from "./route";
import { subscription } from "./subscriptions";

/** What a user can use now. */
export const holdings = z
  .object({
    subscriptions: z
      .number()
      .int()
      .meta({ description: `Active ones; counted up to ${MOST_ON_CARD}.` }),
    ips: z.number().int().meta({ description: "The IPs of these." }),
    ending: z.array(subscription).meta({ description: "Of those that end, the first five." }),
  })
  .meta({ id: "Holdings" });

export type Holdings = z.infer<typeof holdings>;

export const getHoldings = defineRoute({
  method: "get",
  path: "/users/{user_id}/holdings",
  summary: "How many active subscriptions and IPs a user has, and what ends next",
  scope: "proxy:read",
  params: z.object({ user_id: idText }),
  answers: { 200: holdings },
});
