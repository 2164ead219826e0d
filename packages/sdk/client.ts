import { operations as paths } from "./operations.gen.ts";
import type { operations } from "./schema.gen.ts";

export type OperationId = keyof operations & keyof typeof paths;

type Params<Op, Where extends "path" | "query"> = Op extends {
  parameters: infer P;
}
  ? P extends { [K in Where]: infer V }
    ? V
    : P extends { [K in Where]?: infer V }
      ? V
      : undefined
  : undefined;

type Body<Op> = Op extends { requestBody: { content: { "application/json": infer B } } }
  ? B
  : Op extends { requestBody?: { content: { "application/json": infer B } } }
    ? B | undefined
    : undefined;

type Ok<Op> = Op extends { responses: infer R }
  ? R extends { 200: { content: { "application/json": infer A } } }
    ? A
    : R extends { 201: { content: { "application/json": infer A } } }
      ? A
      : R extends { 202: { content: { "application/json": infer A } } }
        ? A
        : undefined
  : undefined;

export type Answer<Id extends OperationId> = Ok<operations[Id]>;
export type BodyOf<Id extends OperationId> = Body<operations[Id]>;
export type QueryOf<Id extends OperationId> = Params<operations[Id], "query">;

export interface CallInput<Id extends OperationId> {
  readonly path?: Params<operations[Id], "path">;
  readonly query?: QueryOf<Id>;
  readonly body?: BodyOf<Id>;
  /** A stream or text for imports and pictures, with its content type. */
  readonly raw?: { readonly data: BodyInit; readonly type: string };
  /** Give the same key when you repeat a write whose answer was lost. */
  readonly idempotencyKey?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface ClientOptions {
  /** Origin of the server; empty in a browser page that it served. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
  readonly lang?: () => "zh" | "en";
  readonly fetch?: typeof fetch;
}

/** The server's RFC 9457 answer; `next` says what to do, in the caller's language. */
export class BihuanProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly next: string;
  readonly params: Readonly<Record<string, unknown>>;
  constructor(problem: {
    title?: string;
    code?: string;
    status?: number;
    next?: string;
    params?: Record<string, unknown>;
  }) {
    super(problem.title ?? "The server did not answer as expected");
    this.code = problem.code ?? "unexpected_answer";
    this.status = problem.status ?? 0;
    this.next = problem.next ?? "";
    this.params = problem.params ?? {};
  }
}

/** 128 random bits; crypto.randomUUID is missing on plain http outside localhost. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function urlOf(base: string, template: string, input: CallInput<OperationId>): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((input.path as Record<string, unknown> | undefined)?.[name] ?? "")),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return `${base}${path}${text ? `?${text}` : ""}`;
}

function headersOf(method: string, options: ClientOptions, input: CallInput<OperationId>) {
  return {
    ...(options.lang ? { "accept-language": options.lang() } : {}),
    ...(options.apiKey ? { authorization: `Bearer ${options.apiKey}` } : {}),
    ...(method === "GET" ? {} : { "idempotency-key": input.idempotencyKey ?? newKey() }),
    ...(input.raw ? { "content-type": input.raw.type } : {}),
    ...(input.body !== undefined ? { "content-type": "application/json" } : {}),
    ...input.headers,
  };
}

export interface Client {
  /** Calls one operation by its id; throws {@link BihuanProblem} on a refusal. */
  call<Id extends OperationId>(id: Id, input?: CallInput<Id>): Promise<Answer<Id>>;
  /** Address of an operation, for links and downloads. */
  url<Id extends OperationId>(id: Id, input?: CallInput<Id>): string;
}

export function createClient(options: ClientOptions = {}): Client {
  const send = options.fetch ?? ((url, init) => fetch(url, init));
  const base = options.baseUrl ?? "";
  return {
    url: (id, input = {}) => urlOf(base, paths[id][1], input as CallInput<OperationId>),
    async call(id, given = {}) {
      const input = given as CallInput<OperationId>;
      const [method, template] = paths[id];
      const answer = await send(urlOf(base, template, input), {
        method,
        headers: headersOf(method, options, input),
        ...(input.raw ? { body: input.raw.data } : {}),
        ...(input.body !== undefined ? { body: JSON.stringify(input.body) } : {}),
        ...(input.signal ? { signal: input.signal } : {}),
        credentials: "same-origin",
      });
      if (answer.status === 204) return undefined as never;
      const type = answer.headers.get("content-type") ?? "";
      const body = type.includes("json") ? await answer.json() : { title: await answer.text() };
      if (!answer.ok) throw new BihuanProblem({ status: answer.status, ...body });
      return body as never;
    },
  };
}
