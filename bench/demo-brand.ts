import { randomUUID } from "node:crypto";

/** The demo brand that a fresh server makes; its sign-in is public by design. */
export const demo = {
  brand: "tea",
  store: "hz01",
  email: "boss@demo.bihuan",
  password: "bihuan-demo",
} as const;

export type Headers = Readonly<Record<string, string>>;

/** Asks the server for JSON; any answer but 2xx is an error that says what came. */
export async function ask<T>(
  method: string,
  url: string,
  body: unknown,
  headers: Headers = {},
): Promise<T> {
  const answer = await send(method, url, body, headers);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 300)}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

function send(method: string, url: string, body: unknown, headers: Headers): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      "idempotency-key": randomUUID(),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const cookieOf = (answer: Response): string =>
  answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");

/** The owner of the demo brand; sent as a cookie. */
export async function signInOwner(url: string): Promise<Headers> {
  const { email, password } = demo;
  const answer = await send("POST", `${url}/api/auth/sign-in`, { email, password }, {});
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return { cookie: cookieOf(answer) };
}

interface Me {
  readonly capabilities: readonly { readonly units: readonly { readonly unitId: string }[] }[];
}

/** The unit of the owner's grants: the brand's root. */
export async function rootOf(url: string, owner: Headers): Promise<string> {
  const me = await ask<Me>("GET", `${url}/api/${demo.brand}/me`, undefined, owner);
  const unitId = me.capabilities[0]?.units[0]?.unitId;
  if (!unitId) throw new Error("the demo's owner holds no unit");
  return unitId;
}

/** A key of the demo brand with all that a bench needs; sent as `authorization`. */
export async function benchKey(url: string, scopes: readonly string[]): Promise<Headers> {
  const owner = await signInOwner(url);
  const unitId = await rootOf(url, owner);
  const body = { name: "bench", scopes, unitId };
  const { secret } = await ask<{ secret: string }>(
    "POST",
    `${url}/api/${demo.brand}/api-keys`,
    body,
    owner,
  );
  return { authorization: `Bearer ${secret}` };
}

/** A member of the demo brand, signed in with the code that the demo shows. */
export async function signInMember(url: string, number: number): Promise<Headers> {
  const phone = `139${String(20_000_000 + number)}`;
  const at = `${url}/${demo.brand}/api/sign-in`;
  const { demoCode: code } = await ask<{ demoCode: string }>("POST", `${at}/code`, { phone });
  const answer = await send("POST", at, { phone, code, consents: [] }, {});
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return { cookie: cookieOf(answer) };
}

/** Publishes an offer at every store, with stock for all if nothing else is said; its id. */
export async function benchOffer(
  url: string,
  owner: Headers,
  more: object = { totalStock: 1_000_000_000 },
): Promise<string> {
  const unitId = await rootOf(url, owner);
  const offers = `${url}/api/${demo.brand}/offers`;
  const { offerId } = await ask<{ offerId: string }>(
    "POST",
    offers,
    {
      unitId,
      title: "基准券",
      benefit: { kind: "amount_off", amountMinor: 800 },
      thresholdMinor: 3_000,
      payers: [{ party: "group", bps: 10_000 }],
      validity: { kind: "days", days: 30 },
      stores: { unitId },
      ...more,
    },
    owner,
  );
  await ask("POST", `${offers}/${offerId}/publish`, undefined, owner);
  return offerId;
}
