import { STATUS_CODES } from "node:http";

export type Lang = "zh" | "en";
export interface ErrorText {
  readonly title: string;
  /** What the caller can do next. */
  readonly next: string;
}
export interface ErrorEntry {
  readonly status: number;
  readonly zh: ErrorText;
  readonly en: ErrorText;
}
export type Params = Readonly<Record<string, string | number | boolean | null | object>>;

const register = new Map<string, ErrorEntry & { readonly module: string }>();

/** Adds a module's errors to the one register. A code is unique in the whole product. */
export function defineErrors<T extends Record<string, ErrorEntry>>(module: string, entries: T): T {
  for (const [code, entry] of Object.entries(entries)) {
    const taken = register.get(code);
    if (taken) throw new Error(`Error code ${code} of ${module} is taken by ${taken.module}.`);
    register.set(code, { ...entry, module });
  }
  return entries;
}

/** Every error that the product can answer, for the documentation and its test. */
export function errorRegister(): ReadonlyMap<string, ErrorEntry & { readonly module: string }> {
  return register;
}

/** A refusal by a rule: it rolls the transaction back and becomes problem+json. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Params;
  constructor(code: string, params: Params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
  get status(): number {
    return register.get(this.code)?.status ?? 500;
  }
}

export function refuse(code: string, params: Params = {}): Refusal {
  if (!register.has(code)) throw new Error(`Error code ${code} is in no register.`);
  return new Refusal(code, params);
}

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly next: string;
  readonly params: Params;
  readonly requestId: string;
}

/** RFC 9457 problem details in the caller's language. */
export function problemOf(code: string, params: Params, lang: Lang, requestId: string): Problem {
  const entry = register.get(code) ?? register.get("internal_error");
  if (!entry) throw new Error(`Error code ${code} is in no register.`);
  return {
    type: `/api/errors#${code}`,
    title: fill(entry[lang].title, params) || (STATUS_CODES[entry.status] ?? code),
    status: entry.status,
    code,
    next: fill(entry[lang].next, params),
    params,
    requestId,
  };
}

export const platformErrors = defineErrors("platform", {
  invalid_input: {
    status: 400,
    zh: { title: "提交的内容不符合要求：{detail}", next: "请按提示修改后重试。" },
    en: {
      title: "The input is not valid: {detail}",
      next: "Correct it as described and try again.",
    },
  },
  malformed_body: {
    status: 400,
    zh: { title: "请求内容无法解析", next: "请检查 JSON 或文件格式后重试。" },
    en: {
      title: "The body cannot be read",
      next: "Check the JSON or the file format and try again.",
    },
  },
  not_signed_in: {
    status: 401,
    zh: { title: "尚未登录或登录已失效", next: "请登录后重试。" },
    en: { title: "Not signed in, or the session has ended", next: "Sign in and try again." },
  },
  not_permitted: {
    status: 403,
    zh: { title: "没有此操作的权限", next: "请联系上级机构的管理员授权。" },
    en: {
      title: "This is not permitted for you",
      next: "Ask an operator of the unit for the right.",
    },
  },
  not_found: {
    status: 404,
    zh: { title: "没有找到", next: "请检查地址或编号。" },
    en: { title: "Not found", next: "Check the address or the code." },
  },
  brand_not_found: {
    status: 404,
    zh: { title: "没有这个品牌：{brand}", next: "请检查网址开头的品牌代号。" },
    en: {
      title: "There is no brand {brand}",
      next: "Check the brand key at the start of the address.",
    },
  },
  conflict: {
    status: 409,
    zh: { title: "与现有数据冲突：{detail}", next: "请刷新后重试。" },
    en: { title: "It conflicts with what is there: {detail}", next: "Reload and try again." },
  },
  idempotency_key_missing: {
    status: 400,
    zh: { title: "缺少 Idempotency-Key 请求头", next: "每次写操作请带一个唯一的 Idempotency-Key。" },
    en: {
      title: "The header Idempotency-Key is missing",
      next: "Send a unique Idempotency-Key with every write.",
    },
  },
  idempotency_key_reused: {
    status: 422,
    zh: { title: "同一个 Idempotency-Key 用在了不同的请求上", next: "请换一个新的键再提交。" },
    en: {
      title: "This Idempotency-Key was used for another request",
      next: "Use a new key for a new request.",
    },
  },
  too_many_tries: {
    status: 429,
    zh: { title: "尝试次数过多", next: "请在 {seconds} 秒后再试。" },
    en: { title: "Too many tries", next: "Wait {seconds} seconds and try again." },
  },
  body_too_large: {
    status: 413,
    zh: { title: "内容过大", next: "请缩小后再提交，导入请使用文件上传。" },
    en: {
      title: "The body is too large",
      next: "Make it smaller; use the import for large files.",
    },
  },
  unsupported_media: {
    status: 415,
    zh: { title: "不支持这种内容类型", next: "请使用 application/json。" },
    en: { title: "This content type is not supported", next: "Use application/json." },
  },
  temporarily_unavailable: {
    status: 503,
    zh: { title: "服务暂时不可用", next: "请稍后用同一个 Idempotency-Key 重试，不会重复执行。" },
    en: {
      title: "Temporarily unavailable",
      next: "Repeat with the same Idempotency-Key shortly; nothing happens twice.",
    },
  },
  internal_error: {
    status: 500,
    zh: { title: "服务内部出错", next: "请稍后重试；若仍出现，请把编号 {requestId} 告诉管理员。" },
    en: {
      title: "Something failed inside",
      next: "Try again; if it stays, tell the operator the request id {requestId}.",
    },
  },
});
