import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Shape = [tag: string, attributes: Record<string, string>];

const NAMES = readFileSync(new URL("./icons.tsx", import.meta.url), "utf8").matchAll(
  /lineIcon\("([a-z-]+)"\)/g,
);

/** Draws the sprite out of Lucide: `vitest run components/ui/icons.test.ts --update` after a new name. */
test("the sprite holds the icons that are named", async () => {
  const symbols = await Promise.all([...NAMES].map(([, name = ""]) => symbolOf(name)));
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join("\n")}\n</svg>\n`;
  await expect(sprite).toMatchFileSnapshot("./icons.svg");
});

async function symbolOf(name: string): Promise<string> {
  const { __iconData } = await import(`lucide-react/icons/${name}`);
  const shapes: Shape[] = __iconData.node;
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.map(drawn).join("")}</symbol>`;
}

function drawn([tag, { key, ...attributes }]: Shape): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${pairs.join("")}/>`;
}
