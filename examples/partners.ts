import { type BodyOf, type Client, BihuanProblem } from "#packages/sdk/index.ts";
import type { Keyring } from "./keyring.ts";
import { type BrandSpec, ensureBrand, type Owner, type SignIn, signInOwner } from "./owner.ts";
import { type OnWait, type Partner, partnerClient } from "./partner.ts";

type Scope = BodyOf<"createApiKey">["scopes"][number];

export const scopes: readonly Scope[] = [
  "units.manage", "stores.write", "stores.read", "catalogue.write", "catalogue.read",
  "campaigns.write", "channels.read", "offers.write", "offers.publish", "offers.read",
  "redemption.redeem", "insights.read", "import.members", "import.backdate",
];

async function rootUnit(sdk: Client, brand: string): Promise<string> {
  const { items } = await sdk.call("listUnits", { path: { brand } });
  const root = items.find((unit) => unit.parentId === null);
  if (!root) throw new Error(`brand ${brand} shows no root unit`);
  return root.unitId;
}

async function makeKey(owner: Owner, brand: string): Promise<string> {
  const unitId = await rootUnit(owner.sdk, brand);
  const body = { name: "示例导入 example import", scopes: [...scopes], unitId };
  const { secret } = await owner.sdk.call("createApiKey", { path: { brand }, body });
  return secret;
}

export interface PartnerOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly keyring: Keyring;
  /** Null: the demo's boss, who gets an account for the new brands. */
  readonly owner: SignIn | null;
  readonly onWait?: OnWait;
}

/** Partners that reach their brands by API keys; what is missing is made by the owner. */
export async function openPartners(
  specs: readonly BrandSpec[],
  options: PartnerOptions,
): Promise<Partner[]> {
  const { baseUrl, keyring } = options;
  let owner: Owner | null = null;
  const opened: Partner[] = [];
  for (const spec of specs) {
    const known = await openWithKept(spec, options);
    if (known) {
      opened.push(known);
      continue;
    }
    owner ??= await signInOwner(baseUrl, options.fetch, options.owner, await keyring.read());
    owner = await ensureBrand(owner, spec, keyring);
    const secret = await makeKey(owner, spec.key);
    const kept = await keyring.read();
    await keyring.write({ ...kept, keys: { ...kept.keys, [spec.key]: secret } });
    opened.push(await partnerOf(spec, secret, options));
  }
  return opened;
}

async function partnerOf(spec: BrandSpec, secret: string, options: PartnerOptions) {
  const sdk = partnerClient(options.baseUrl, secret, options.fetch, options.onWait);
  const rootUnitId = await rootUnit(sdk, spec.key);
  return { brand: spec.key, timeZone: spec.timeZone, rootUnitId, sdk };
}

/** The key of an earlier run, if it still opens the brand: a second run makes no second key. */
async function openWithKept(spec: BrandSpec, options: PartnerOptions): Promise<Partner | null> {
  const secret = (await options.keyring.read()).keys[spec.key];
  if (!secret) return null;
  try {
    return await partnerOf(spec, secret, options);
  } catch (error) {
    const gone = error instanceof BihuanProblem && [401, 403, 404].includes(error.status);
    if (gone) return null;
    throw error;
  }
}
