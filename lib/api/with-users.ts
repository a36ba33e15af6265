import type { UserName } from "@/lib/contract/admin";
import type { Context } from "@/lib/domain/context";
import { readUserNames } from "@/lib/store/people";

/** A page of an operator's list, each item with whose it is; one read for the whole page. */
export async function withUsers<Item extends { user_id: number | null }, Page extends { items: Item[] }>(
  ctx: Context,
  page: Page & { items: Item[] },
): Promise<Omit<Page, "items"> & { items: (Item & { user?: UserName })[] }> {
  const ids = new Set(page.items.flatMap(({ user_id }) => user_id ?? []));
  const names = await readUserNames(ctx.db, [...ids]);
  const items = page.items.map((item) => {
    const user = item.user_id === null ? undefined : names.get(item.user_id);
    return user ? { ...item, user } : item;
  });
  return { ...page, items };
}
