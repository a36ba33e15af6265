import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import type { IdempotencyClass } from "./openapi";

export const SCOPES = ["proxy:read", "proxy:write", "proxy:buy", "deposits:write", "admin:*"] as const;
export type Scope = (typeof SCOPES)[number];

/** One route as data. The API, the client, the OpenAPI document and the docs derive from it. */
export interface RouteDefinition {
  method: "get" | "post" | "patch" | "delete";
  /** Under `BASE_PATH`, parameters in braces. */
  path: string;
  summary: string;
  /** What a developer has to know beyond the summary; Markdown. */
  description?: string;
  /** `null`: open to anyone. */
  scope: Scope | null;
  /** Needs an `Idempotency-Key`, the money switch, and carries `charged` in its errors. */
  money?: true;
  /** Counts in a bucket of its own instead of the reads' or writes'. */
  bucket?: "quotes" | "credentials" | "checks";
  /** Only session keys may call it. */
  sessionOnly?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** A request without a body counts as `{}`. */
  bodyOptional?: true;
  /** Success answers by status. */
  answers: Readonly<Record<number, z.ZodType>>;
  /** Codes that it can answer beside those that follow from the rest of its definition. */
  errors?: readonly ErrorCode[];
  /** What a repeat does, where method and path don't tell. */
  idempotency?: IdempotencyClass;
  /** Values that tell a better story in the docs than the schemas' own examples. */
  example?: RouteExample;
}

export interface RouteExample {
  body?: unknown;
  answers?: Readonly<Record<number, unknown>>;
}

export const BASE_PATH = "/proxy/api/v1";

/** Keeps the exact types of a route, so that client and handlers follow from it. */
export function defineRoute<const R extends RouteDefinition>(route: R): R {
  return route;
}

type Part<R, K extends string> = R extends { [key in K]: infer S extends z.ZodType }
  ? { [key in K]: z.input<S> }
  : unknown;

/** What a caller of the route passes. */
export type InputOf<R extends RouteDefinition> = Part<R, "params"> & Partial<Part<R, "query">> & BodyPart<R>;
type BodyPart<R> = R extends { bodyOptional: true } ? Partial<Part<R, "body">> : Part<R, "body">;

/** What the route answers when it succeeds. */
export type AnswerOf<R extends RouteDefinition> = z.output<R["answers"][keyof R["answers"] & number]>;
