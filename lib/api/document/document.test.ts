import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleUrl, type OpenApiDocument, type Schema } from "@/lib/contract/openapi";
import { ERROR_CODES } from "@/lib/errors";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { checkFit, documentValidator } from "@/lib/testing/fits-document";

let shop: TestBusiness;
let document: OpenApiDocument;
beforeAll(async () => {
  shop = await createTestBusiness();
  document = (await shop.send("GET", "/openapi.json")).body;
});
afterAll(() => shop.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, operation })),
  );

test("Redocly's recommended rules find no error, and find one that is planted", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const lint = async (source: object) => {
    const problems = await lintFromString({ source: JSON.stringify(source), config });
    return problems.filter((problem) => problem.severity === "error").map((problem) => problem.message);
  };
  expect(await lint(document)).toEqual([]);
  expect(await lint({ ...document, security: undefined, info: { title: "No version" } })).not.toEqual([]);
});

test("every operation says its name, tag, scope and idempotency class, and no name is there twice", () => {
  const tags = document.tags.map((tag) => tag.name);
  for (const { name, operation } of operations()) {
    expect([name, operation.summary, tags.includes(operation.tags[0] ?? "")]).toEqual([
      name,
      expect.stringMatching(/\S/),
      true,
    ]);
    expect([name, operation["x-idempotency"]]).toEqual([
      name,
      expect.stringMatching(/^(safe|idempotent|key-required|key-optional|not-idempotent)$/),
    ]);
    expect(operation).toHaveProperty("x-required-scope");
  }
  const names = operations().map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(20);
});

test("money operations take an Idempotency-Key and a signature, and answer what can then go wrong", () => {
  const money = operations().filter(({ operation }) => operation["x-idempotency"] === "key-required");
  expect(money.map(({ name }) => name)).toContain("post /proxy/api/v1/proxy/static");
  for (const { operation } of money) {
    const headers = operation.parameters?.filter((parameter) => parameter.in === "header");
    expect(headers?.map((parameter) => parameter.name)).toEqual(["Idempotency-Key", "X-Signature"]);
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(["400", "401", "403", "409", "422"]),
    );
    expect(operation.responses[200]?.headers ?? operation.responses[201]?.headers).toHaveProperty(
      "Idempotent-Replayed",
    );
  }
});

test("every example of a body, an answer and an error fits its schema", () => {
  const validator = documentValidator(document);
  const problems: string[] = [];
  const check = (place: string, schema: Schema, value: unknown) =>
    problems.push(...validator(schema)(value).map((text) => `${place}: ${text} in ${JSON.stringify(value)}`));
  for (const { name, operation } of operations()) {
    const contents = [operation.requestBody, ...Object.values(operation.responses)].map(
      (part) => part?.content,
    );
    for (const media of contents.flatMap((content) => (content ? [content["application/json"]] : []))) {
      const values = media.examples ? Object.values(media.examples) : [{ value: media.example }];
      for (const example of values) if ("value" in example) check(name, media.schema, example.value);
    }
  }
  for (const [name, example] of Object.entries(document.components.examples))
    check(name, { $ref: "#/components/schemas/Error" }, example.value);
  expect(problems).toEqual([]);
});

test("every example of a request gets past validation when it is sent", async () => {
  const [customer, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
  const refused: string[] = [];
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const path = exampleUrl(template.replace("/proxy/api/v1", ""), operation);
      const key = operation["x-required-scope"] === "admin:*" ? operator.api_key : customer.api_key;
      const answer = await shop.send(method.toUpperCase(), path, {
        key,
        body: operation.requestBody?.content["application/json"].example,
        idempotencyKey: `${operation.operationId}-0001`,
      });
      if ([400, 405, 415, 500].includes(answer.status))
        refused.push(`${method} ${path} ${answer.body.error.code}`);
    }
  }
  expect(refused).toEqual([]);
});

test("every error code has its status and whether it can be tried again", () => {
  expect(document["x-error-codes"].map((fact) => fact.code)).toEqual(ERROR_CODES);
});

test("the check of answers sees a field that is missing, one too many, and a status that is not documented", () => {
  const check = checkFit(document);
  const answer = {
    method: "GET",
    path: "/users/9/balance",
    status: 200,
    headers: new Headers({ "X-Request-Id": "r" }),
  };
  const body = { user_id: 9, balance_usd: "1.00", held_usd: "0.00" };
  expect(check({ ...answer, body })).toEqual([]);
  expect(check({ ...answer, body: { user_id: 9, balance_usd: "1.00" } })).not.toEqual([]);
  expect(check({ ...answer, body: { ...body, password_hash: "x" } })).not.toEqual([]);
  expect(check({ ...answer, body, status: 418 })).not.toEqual([]);
});
