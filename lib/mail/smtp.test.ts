import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMailer } from "./smtp";

/** As much of a mail server as takes one mail. It keeps what it was told. */
const heard: string[] = [];
let refuses = false;
let server: Server;
let url = "";

function converse(socket: Socket): void {
  let inBody = false;
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const text = chunk.toString();
    heard.push(text);
    if (inBody) {
      if (!text.endsWith("\r\n.\r\n")) return;
      inBody = false;
      socket.write("250 taken\r\n");
      return;
    }
    const verb = text.slice(0, 4).toUpperCase();
    inBody = verb === "DATA";
    if (verb === "RCPT" && refuses) socket.write("550 nobody here\r\n");
    else socket.write(inBody ? "354 go on\r\n" : verb === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
  });
  socket.on("error", () => undefined);
}

beforeAll(async () => {
  server = createServer(converse);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => {
  server.close();
});

const CONTACT = { text: "help@shop.test", href: "mailto:help@shop.test" };

const mailerOf = (smtpUrl: string) =>
  createMailer({
    smtpUrl,
    from: "Shop <no-reply@shop.test>",
    publicUrl: "https://shop.test",
    contact: CONTACT,
  });

async function sendOne(): Promise<void> {
  const mailer = mailerOf(url);
  const letter = mailer.render({ topic: "sign_up_again" }, "en");
  await mailer.send?.({ id: "mail-7", to: "ann@example.test", letter });
}

test("a mail arrives with both parts, its sender, whom to answer, and an id of its own", async () => {
  await sendOne();
  const all = heard.join("");
  expect(all).toMatch(/RCPT TO:<ann@example\.test>/);
  expect(all).toMatch(/From: Shop <no-reply@shop\.test>/);
  expect(all).toMatch(/Reply-To: help@shop\.test/i);
  expect(all).toMatch(/Message-ID: <mail-7@shop\.test>/i);
  expect(all).toMatch(/text\/plain/);
  expect(all).toMatch(/text\/html/);
});

test("a mail that the server does not take is a failure", async () => {
  refuses = true;
  await expect(sendOne()).rejects.toThrow(/nobody here/);
});

test("without a server nothing is sent", () => {
  expect(mailerOf("").send).toBeNull();
});
