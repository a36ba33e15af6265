import "server-only";
import { headers } from "next/headers";

/**
 * Next awaits the scripts in `__next_s` before React takes the page over, and asks only for their `length` and
 * `reduce`. This one is over when the first frame is painted, so that nobody waits for React to see what the server
 * sent. A hidden tab paints nothing, so a second is enough in any case.
 */
const PAINT =
  "self.__next_s={length:1,reduce(){return new Promise(function(go){requestAnimationFrame(function(){setTimeout(go)});setTimeout(go,1000)})}};";

/**
 * What people do meanwhile React hears when it comes (`arrived.tsx` calls): what was typed and chosen, and, if it is
 * soon, the last press of a button or submission of a form that only React can send. All else works without React. What
 * React has answered by itself bears its mark by the next task. It takes what it finds in a field for old, or puts its
 * own there, so `again` first turns the field back; one field a task, because handlers build on what is rendered.
 */
const LISTEN = `(function(w,typed,kept){
function wait(t,act){var mine=kept=act&&{t:t,act:act,at:Date.now()};setTimeout(function(){if(mine&&kept===mine&&Object.keys(t).some(function(k){return k.startsWith("__react")}))kept=null})}
function click(e){var t=e.isTrusted&&e.target.closest("button");wait(t,t&&t.type==="button"&&!t.matches("[popovertarget],[commandfor]")&&function(){t.click()})}
function submit(e){var f=e.target,b=e.submitter;if(!e.isTrusted||f.hasAttribute("action")||f.method!=="get"||b&&b.hasAttribute("formaction"))return;e.preventDefault();wait(f,function(){f.requestSubmit(b&&b.isConnected?b:null)})}
function isBox(t){return /^(checkbox|radio)$/.test(t.type)}
function type(e){var t=e.target;typed.delete(t);typed.set(t,isBox(t)?t.checked:t.value)}
function again(now,t){if(!t.isConnected)return;var box=isBox(t),p=box?"checked":"value",was=box?!now:t.defaultValue;if(was===now)return;if(was!==undefined)t[p]=was;Object.getOwnPropertyDescriptor(Object.getPrototypeOf(t),p).set.call(t,now);t.dispatchEvent(new Event(box?"click":was===undefined?"change":"input",{bubbles:true}))}
function each(how){w[how]("click",click,true);w[how]("submit",submit,true);w[how]("input",type,true)}
each("addEventListener");
w.__arrived=function(){each("removeEventListener");delete w.__arrived;var k=kept;kept=null;typed.forEach(function(now,t){setTimeout(again,0,now,t)});if(k&&k.t.isConnected&&Date.now()-k.at<KEPT_MS)setTimeout(k.act)};
})(window,new Map)`
  .replace("KEPT_MS", "5000")
  .replaceAll("\n", "");

/** Lets the browser show a page before React makes it interactive, and what is done there before that count. */
export async function BeforeReact() {
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  // As HTML: React would escape the signs of the script, which are ours alone.
  const script = { __html: PAINT + LISTEN };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, which nobody's input reaches.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={script} />;
}
