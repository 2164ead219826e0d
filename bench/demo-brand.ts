/** The demo brand that a fresh server makes; its sign-in is public by design. */
export const demo = {
  brand: "tea",
  store: "hz01",
  email: "boss@demo.bihuan",
  password: "bihuan-demo",
} as const;

async function post(url: string, body: unknown, cookie = ""): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  });
}

/** A key of the demo brand with all that a bench needs. */
export async function benchKey(url: string, scopes: readonly string[]): Promise<string> {
  const { email, password, brand } = demo;
  const signed = await post(`${url}/api/auth/sign-in`, { email, password });
  const cookie = (signed.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const made = await post(`${url}/api/${brand}/api-keys`, { name: "bench", scopes }, cookie);
  const body = (await made.json()) as { secret?: string; key?: string };
  const key = body.secret ?? body.key;
  if (!key) throw new Error(`no key: ${JSON.stringify(body)}`);
  return key;
}
