import { expect, test } from "vitest";
import { parseProxyList } from "./parse";

const one = (line: string) => {
  const { proxies, errors } = parseProxyList(line);
  const [proxy] = proxies;
  return proxy ? [proxy.ip, proxy.port, proxy.login, proxy.password] : errors.map(({ code }) => code);
};

test.each([
  ["203.0.113.7:8080:user:pass", ["203.0.113.7", 8080, "user", "pass"]],
  ["203.0.113.7:8080:user:pa:ss@word", ["203.0.113.7", 8080, "user", "pa:ss@word"]],
  ["user:pass@203.0.113.7:8080", ["203.0.113.7", 8080, "user", "pass"]],
  ["http://user:pass@203.0.113.7:8080/", ["203.0.113.7", 8080, "user", "pass"]],
  ["socks5://user:pass@203.0.113.7:1080", ["203.0.113.7", 1080, "user", "pass"]],
  ["203.0.113.7:8080@user:pass", ["203.0.113.7", 8080, "user", "pass"]],
  ["user:pass:203.0.113.7:8080", ["203.0.113.7", 8080, "user", "pass"]],
  ["203.0.113.7, 8080, user, pass", ["203.0.113.7", 8080, "user", "pass"]],
  ["203.0.113.7\t8080\tuser\tpass", ["203.0.113.7", 8080, "user", "pass"]],
  ["203.0.113.7,8080,user,p,a:ss", ["203.0.113.7", 8080, "user", "p,a:ss"]],
  ["203.0.113.7:8080:user:pa,ss;1", ["203.0.113.7", 8080, "user", "pa,ss;1"]],
  ["203.0.113.7;8080", ["203.0.113.7", 8080, null, null]],
  ["203.0.113.7:8080", ["203.0.113.7", 8080, null, null]],
  ["[2001:DB8::7]:8080:user:pass", ["2001:db8::7", 8080, "user", "pass"]],
  ["203.0.113.7", ["malformed"]],
  ["203.0.113.7:8080:user", ["malformed"]],
  ["proxy.example.test:8080:user:pass", ["bad_ip"]],
  ["203.0.113.256:8080", ["bad_ip"]],
  ["203.0.113.7:0:user:pass", ["bad_port"]],
  ["203.0.113.7:65536:user:pass", ["bad_port"]],
  ["203.0.113.7:80a:user:pass", ["bad_port"]],
  [`203.0.113.7:8080:user:${"p".repeat(129)}`, ["too_long"]],
])("%s", (line, expected) => {
  expect(one(line)).toEqual(expected);
});

test("lines keep their numbers; empty lines and comments are passed over, repeats are told", () => {
  const { proxies, errors } = parseProxyList(
    "# mine\r\n203.0.113.7:80\r\n\r\n203.0.113.8:80\n203.0.113.7:80:a:b\n?",
  );
  expect(proxies.map(({ line }) => line)).toEqual([2, 4]);
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [5, "duplicate_line"],
    [6, "malformed"],
  ]);
  expect(errors[0]?.message).toContain("line 2");
});

test("no message repeats what is in a line, and a long hostile line is read at once", () => {
  const hostile = [
    "s3cret:s3cret",
    `${"s3cret:".repeat(5_000)}`,
    `${"@".repeat(20_000)}s3cret`,
    "s3cret@s3cret",
  ];
  const { errors } = parseProxyList(hostile.join("\n"));
  expect(errors).toHaveLength(hostile.length);
  expect(JSON.stringify(errors)).not.toContain("s3cret");
});

test("a long line of tabs, which fit everywhere in a table, is read at once", () => {
  const startedAt = performance.now();
  const { errors } = parseProxyList(`203.0.113.7\t8080${"\t".repeat(60_000)}user`);
  expect(errors.map(({ code }) => code)).toEqual(["malformed"]);
  expect(performance.now() - startedAt).toBeLessThan(200);
});
