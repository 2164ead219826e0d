import { BihuanProblem, type Client, createClient, newKey } from "#packages/sdk/index.ts";
import type { Keyring, Kept } from "./keyring.ts";
import { patient } from "./partner.ts";

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export interface BrandSpec {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** A person's session: it makes brands and API keys, and nothing else here. */
export interface Owner {
  readonly sdk: Client;
  /** True for a demo sign-in, which may own no brand. */
  readonly sample: boolean;
  readonly brands: readonly string[];
}

const demoBoss: SignIn = { email: "boss@demo.bihuan", password: "bihuan-demo" };

/** Sends the staff cookie as a browser would, and follows its changes. */
function withCookie(send: typeof fetch): typeof fetch {
  let cookie = "";
  return async (url, init) => {
    const headers = { ...(init?.headers as Record<string, string>), ...(cookie && { cookie }) };
    const answer = await send(url, { ...init, headers });
    const set = answer.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
    if (set.length > 0) cookie = set.join("; ");
    return answer;
  };
}

async function trySignIn(baseUrl: string, plain: typeof fetch, as: SignIn): Promise<Owner | null> {
  const send = withCookie(patient(plain));
  const answer = await send(`${baseUrl}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: as.email, password: as.password }),
  });
  if (!answer.ok) return null;
  const sdk = createClient({ baseUrl, fetch: send, lang: () => "en" });
  const { account, brands } = await sdk.call("getSession");
  return { sdk, sample: account.sample, brands: brands.map((brand) => brand.key) };
}

/** The sign-in given, else the one that an earlier run made, else the demo's boss. */
export async function signInOwner(
  baseUrl: string,
  plain: typeof fetch,
  given: SignIn | null,
  kept: Kept,
): Promise<Owner> {
  const ways = given ? [given] : [...(kept.signIn ? [kept.signIn] : []), demoBoss];
  for (const way of ways) {
    const owner = await trySignIn(baseUrl, plain, way);
    if (owner) return owner;
  }
  throw new Error(
    "无法登录：请用 BIHUAN_EMAIL 和 BIHUAN_PASSWORD 给出一位老板的账号。\n" +
      "Cannot sign in: give an owner's account by BIHUAN_EMAIL and BIHUAN_PASSWORD.",
  );
}

/** Makes the brand if the owner has none of that key. */
export async function ensureBrand(owner: Owner, spec: BrandSpec, keyring: Keyring): Promise<Owner> {
  if (owner.brands.includes(spec.key)) return owner;
  const kept = await keyring.read();
  // A demo sign-in is everybody's, so the brands get an account of their own.
  const account = owner.sample
    ? { email: `${newKey().slice(0, 12)}@example.invalid`, password: newKey(), name: "示例伙伴" }
    : null;
  // Kept before it is used: a run that is killed in between can still sign in.
  if (account) await keyring.write({ ...kept, signIn: account });
  try {
    await owner.sdk.call("createBrand", { body: { ...spec, ...(account && { account }) } });
  } catch (error) {
    if (!(error instanceof BihuanProblem) || error.code !== "brand_key_taken") throw error;
    throw new Error(
      `品牌 ${spec.key} 属于别的账号：请用 BIHUAN_EMAIL 和 BIHUAN_PASSWORD 给出它的老板。\n` +
        `The brand ${spec.key} belongs to another account: give its owner by BIHUAN_EMAIL and ` +
        "BIHUAN_PASSWORD.",
    );
  }
  return { ...owner, sample: false, brands: [...owner.brands, spec.key] };
}
