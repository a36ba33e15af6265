import { PageHead } from "@/components/layout/page-head";
import { Card } from "@/components/ui/card";
import { Lacking } from "@/components/ui/lacking";
import { Views } from "../views";

/** In place of the list, at a deployment that has none. */
export function NoDeposits({ title }: { title: string }) {
  return (
    <>
      <PageHead title={title} />
      <Views here="deposits" />
      <Card>
        <Lacking what="deposits" />
      </Card>
    </>
  );
}
