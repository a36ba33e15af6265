import { BASE_PATH } from "@/lib/contract/route";

/** Where the commands of the quick start go: this site, and a page to fetch through the new proxy. */
export interface QuickStartPlace {
  origin: string;
  target: string;
  mode: "sandbox" | "live";
}

/** The quick start's commands, step by step; each step goes on from the variables of the ones before. */
export function quickStartSteps({ origin, target, mode }: QuickStartPlace) {
  return {
    key: [
      mode === "sandbox"
        ? `export KEY=$(node -p "require('./data/first-run.json').customer.api_key")`
        : `export KEY='pdk_…'   # your key`,
      `API=${origin}${BASE_PATH}`,
      `curl -s "$API/users/me" -H "Authorization: Bearer $KEY"`,
    ].join("\n"),
    quote: [
      `curl -s "$API/proxy/quote" -H "Authorization: Bearer $KEY" \\`,
      `  -H "Content-Type: application/json" -d '{"category":"isp","quantity":1}'`,
    ].join("\n"),
    buy: [
      `ORDER=$(curl -s "$API/proxy/static" -H "Authorization: Bearer $KEY" \\`,
      `  -H "Idempotency-Key: quick-start-0001" -H "Content-Type: application/json" \\`,
      `  -d '{"category":"isp","country_name":"United States","quantity":1}')`,
      `echo "$ORDER"`,
    ].join("\n"),
    credentials: [
      `read_field() { grep -oE "\\"$1\\":\\"?[^\\",}]+" | head -n 1 | sed -E 's/^"[a-z_]+":"?//'; }`,
      `ID=$(echo "$ORDER" | read_field subscription_id)`,
      `PROXY=$(curl -s "$API/proxy/subscriptions/$ID/credentials" -H "Authorization: Bearer $KEY")`,
      `IP=$(echo "$PROXY" | read_field ip)`,
      `PORT=$(echo "$PROXY" | read_field port_http)`,
      `USER_PASS=$(echo "$PROXY" | read_field login):$(echo "$PROXY" | read_field password)`,
    ].join("\n"),
    use: `curl -s ${mode === "sandbox" ? "--noproxy '' " : ""}-x "http://$USER_PASS@$IP:$PORT" ${target}`,
  };
}

/** The same from key to working proxy in Python, with nothing but its standard library. Takes the key from `KEY`. */
export function quickStartPython({ origin, target }: QuickStartPlace): string {
  return `import base64, http.client, json, os, sys, time, urllib.error, urllib.request

API = "${origin}${BASE_PATH}"
HEADERS = {"Authorization": "Bearer " + os.environ["KEY"], "Content-Type": "application/json"}

def call(method, path, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, {**HEADERS, **headers}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(error.read().decode())

wish = {"category": "isp", "country_name": "United States", "quantity": 1}
def buy():
    return call("POST", "/proxy/static", wish, **{"Idempotency-Key": "quick-start-0001"})

order = buy()
while order["status"] == "provisioning":
    time.sleep(2)
    order = buy()
proxy = call("GET", f"/proxy/subscriptions/{order['subscription_id']}/credentials")["static_proxies"][0]

login = base64.b64encode(f"{proxy['login']}:{proxy['password']}".encode()).decode()
connection = http.client.HTTPConnection(proxy["ip"], proxy["port_http"], timeout=20)
connection.request("GET", "${target}", headers={"Proxy-Authorization": "Basic " + login})
print(connection.getresponse().read().decode())`;
}

/** The same in Node, without a package. Takes the key from `KEY`. */
export function quickStartNode({ origin, target }: QuickStartPlace): string {
  return `import { request } from "node:http";

const API = "${origin}${BASE_PATH}";

async function call(method, path, body, headers = {}) {
  const answer = await fetch(API + path, {
    method,
    headers: { Authorization: \`Bearer \${process.env.KEY}\`, "Content-Type": "application/json", ...headers },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(\`\${json.error.code}: \${json.error.message}\`);
  return json;
}

const wish = { category: "isp", country_name: "United States", quantity: 1 };
const buy = () => call("POST", "/proxy/static", wish, { "Idempotency-Key": "quick-start-0001" });

let order = await buy();
while (order.status === "provisioning") {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  order = await buy();
}
const { static_proxies } = await call("GET", \`/proxy/subscriptions/\${order.subscription_id}/credentials\`);

const { ip, port_http, login, password } = static_proxies[0];
const token = Buffer.from(\`\${login}:\${password}\`).toString("base64");
request(
  { host: ip, port: port_http, path: "${target}", headers: { "Proxy-Authorization": \`Basic \${token}\` } },
  (answer) => answer.pipe(process.stdout),
).end();`;
}

/** Three ways through the proxy of the quick start; goes on from its variables. */
export function waysThrough({ target, mode }: QuickStartPlace): string {
  const curl = mode === "sandbox" ? "curl -s --noproxy ''" : "curl -s";
  return [
    `# HTTP\n${curl} -x "http://$USER_PASS@$IP:$PORT" ${target}`,
    `# CONNECT, as for https://\n${curl} -p -x "http://$USER_PASS@$IP:$PORT" ${target}`,
    `# SOCKS5\n${curl} -x "socks5h://$USER_PASS@$IP:$PORT" ${target}`,
  ].join("\n");
}

/** A list, page by page to its end; goes on from the quick start's variables. */
export const PAGE_BY_PAGE = [
  `CURSOR=`,
  `while true; do`,
  `  PAGE=$(curl -s "$API/transactions?limit=25&$CURSOR" -H "Authorization: Bearer $KEY")`,
  `  echo "$PAGE"`,
  `  NEXT=$(echo "$PAGE" | grep -oE '"next_cursor":"[^"]+' | cut -d '"' -f 4)`,
  `  test -n "$NEXT" || break`,
  `  CURSOR="cursor=$NEXT"`,
  `done`,
].join("\n");

/** The same purchase twice; goes on from the quick start's variables. */
export const TRY_TWICE = [
  `for TRY in 1 2; do`,
  `  curl -si "$API/proxy/static" -H "Authorization: Bearer $KEY" \\`,
  `    -H "Idempotency-Key: try-it-twice-01" -H "Content-Type: application/json" \\`,
  `    -d '{"category":"isp","country_name":"Germany","quantity":1}' | grep -iE '^(HTTP|idempotent-replayed)|order_id'`,
  `done`,
].join("\n");
