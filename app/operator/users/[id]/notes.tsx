import { ActDialog } from "@/components/form/act-dialog";
import { Card } from "@/components/ui/card";
import { Field, Textarea } from "@/components/ui/field";
import type { UserDetails } from "@/lib/contract/admin-users";
import { useT } from "@/lib/messages/t";
import { writeNotes } from "../actions";
import { nameOf } from "../user-table";
import { Target } from "./target";

/** What operators noted on a user. */
export function Notes({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  return (
    <Card
      title={t("notes.title")}
      action={
        <ActDialog
          trigger={t("notes.edit")}
          size="small"
          title={t("notes.of", { who: nameOf(user) })}
          description={t("notes.how")}
          submit={t("notes.save")}
          act={writeNotes}
        >
          <Target user={user} />
          <Field id="notes" label={t("notes.field")}>
            <Textarea id="notes" name="notes" rows={6} maxLength={4000} defaultValue={user.notes ?? ""} />
          </Field>
        </ActDialog>
      }
    >
      {user.notes ? (
        <p className="whitespace-pre-wrap break-words">{user.notes}</p>
      ) : (
        <p className="text-muted">{t("notes.none")}</p>
      )}
    </Card>
  );
}
