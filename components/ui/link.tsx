import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link between our pages, without Next's prefetching: our pages are dynamic, so a prefetch brings nothing that the
 * click can use, and two requests per visible link cost the server more than the page that shows them.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
