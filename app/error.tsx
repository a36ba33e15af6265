"use client";

import { FailedPage, type FailedPageProps } from "@/components/layout/failed-page";

/** A page without a frame failed. */
export default function PageError(props: FailedPageProps) {
  return (
    <main className="px-4 py-10">
      <FailedPage {...props} />
    </main>
  );
}
