import { nameOf } from "../user-table";

/** Whom an act is about, and how the announcement calls them. */
export function Target({ user }: { user: { id: number; email: string | null } }) {
  return (
    <>
      <input type="hidden" name="user_id" value={user.id} />
      <input type="hidden" name="who" value={nameOf(user)} />
    </>
  );
}
