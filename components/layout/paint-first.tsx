import "server-only";
import { headers } from "next/headers";

/**
 * Next awaits the scripts in `__next_s` before React takes the page over, and asks only for their `length` and
 * `reduce`. This one is over when the first frame is painted, so that nobody waits for React to see what the server
 * sent. A hidden tab paints nothing, so a second is enough in any case. The script has no sign that React would escape.
 */
const WAIT =
  "self.__next_s={length:1,reduce(){return new Promise(function(go){requestAnimationFrame(function(){setTimeout(go)});setTimeout(go,1000)})}}";

/** Lets the browser show a page before React makes it interactive. */
export async function PaintFirst() {
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {WAIT}
    </script>
  );
}
