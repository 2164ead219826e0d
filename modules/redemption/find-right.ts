import { parseScanned } from "#packages/codes/index.ts";
import { isStatementText } from "#packages/offline/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { countGuess, guessingRefusals } from "./guessing.ts";
import { kept } from "./kept.ts";
import { issuedStatement } from "./offline/take-redemption.ts";
import { codesByNumber, codesByToken, type RightKey } from "./queries.ts";
import { allRightKinds } from "./rights.ts";
import { spokenHash, tokenHash } from "./show-code.ts";
import type { ShowCodesTable } from "./tables.ts";

export interface FoundRight extends RightKey {
  /** Null: a permanent code, or an import that names the right. */
  readonly codeId: string | null;
  /** The redemption that used this code up already. */
  readonly spentBy: string | null;
  /** Who showed it, where a code was shown. */
  readonly memberId?: string;
}

function shown(ctx: Context, code: ShowCodesTable, until: Temporal.Instant): FoundRight | Refusal {
  const spent = code.redemption_id !== null;
  // A used code tells when and where, however old it is.
  if (!spent && Temporal.Instant.compare(ctx.recordedAt, until) >= 0) return refuse("code_expired");
  return {
    kind: code.right_kind,
    rightId: code.right_id,
    codeId: code.code_id,
    spentBy: code.redemption_id,
    memberId: code.member_id,
  };
}

async function byPermanentCode(ctx: Context, digits16: string): Promise<FoundRight | Refusal> {
  for (const kind of allRightKinds()) {
    const rightId = await kind.byPermanentCode(ctx, digits16);
    if (rightId) return { kind: kind.kind, rightId, codeId: null, spentBy: null };
  }
  return byImportedCode(ctx, digits16, refuse("code_unknown"));
}

/** Any text may be a code that somebody else made; `otherwise` is what it is if not. */
async function byImportedCode(
  ctx: Context,
  text: string,
  otherwise: Refusal,
): Promise<FoundRight | Refusal> {
  let guess = otherwise;
  for (const kind of allRightKinds()) {
    const rightId = await kind.byImportedCode?.(ctx, text);
    if (rightId) return { kind: kind.kind, rightId, codeId: null, spentBy: null };
    if (rightId === null) guess = refuse("code_unknown");
  }
  return guess;
}

/** An offline QR before a counter that has a line: the right behind it, by the ordinary way. */
async function byStatement(ctx: Context, text: string): Promise<FoundRight | Refusal> {
  const issued = await issuedStatement(ctx, text);
  if (typeof issued === "string") return refuse("code_unknown");
  if (Temporal.Instant.compare(ctx.recordedAt, issued.until) >= 0) return refuse("code_expired");
  const { right_kind: kind, right_id: rightId } = issued;
  return { kind, rightId, codeId: null, spentBy: null };
}

/** What somebody scanned or typed at a counter. */
interface Scanning {
  readonly ctx: Context;
  readonly text: string;
  readonly storeId: string | null;
}

type Scanned = ReturnType<typeof parseScanned>;
interface Shown {
  readonly by: "token" | "number";
  readonly hash: Buffer;
}

/** The hash under which a shown code is kept; null: the text is none. */
function shownHash(ctx: Context, scanned: Scanned): Shown | null {
  if (scanned.kind === "spoken") return { by: "number", hash: spokenHash(ctx, scanned.digits12) };
  if (scanned.kind !== "link-token" || scanned.brandKey !== ctx.brand.key) return null;
  return { by: "token", hash: tokenHash(ctx, scanned.token) };
}

async function notShown(ctx: Context, text: string, scanned: Scanned) {
  if (isStatementText(text)) return byStatement(ctx, text);
  switch (scanned.kind) {
    case "link-token":
      return refuse("brand_mismatch", { brand: scanned.brandKey });
    case "permanent":
      return byPermanentCode(ctx, scanned.digits16);
    case "source-link":
      return refuse("code_is_source");
    case "member-link":
      return refuse("code_is_member");
    case "mistyped":
      return byImportedCode(ctx, scanned.digits, refuse("code_mistyped"));
    case "spoken":
      return byImportedCode(ctx, scanned.digits12, refuse("code_unknown"));
    case "unknown":
      return byImportedCode(ctx, text, refuse("code_unknown", { shape: false }));
  }
}

/** Shown codes of all in two statements at most; the rest, which is rare, one by one. */
async function lookUp(scanning: readonly Scanning[]): Promise<(FoundRight | Refusal)[]> {
  const [first] = scanning;
  if (!first) return [];
  const texts = scanning.map(({ ctx, text }) => {
    const scanned = parseScanned(text);
    return { scanned, shown: isStatementText(text) ? null : shownHash(ctx, scanned) };
  });
  const hashes = (by: Shown["by"]) =>
    texts.flatMap(({ shown: one }) => (one?.by === by ? [one.hash] : []));
  const [byToken, byNumber] = await Promise.all([
    codesByToken(first.ctx, hashes("token")),
    codesByNumber(first.ctx, hashes("number")),
  ]);
  const found: (FoundRight | Refusal)[] = [];
  for (const [place, { ctx, text }] of scanning.entries()) {
    const { scanned, shown: asked } = texts[place]!;
    const isToken = asked?.by === "token";
    const code = asked && (isToken ? byToken : byNumber).get(asked.hash.toString("hex"));
    if (code) found.push(shown(ctx, code, isToken ? code.accepted_until : code.spoken_until));
    else if (isToken) found.push(refuse("code_unknown"));
    else found.push(await kept(() => notShown(ctx, text, scanned)));
  }
  return found;
}

/** A product's bar code under the scanner has no shape of ours: a slip, and no guess. */
const isGuess = ({ code, params }: Refusal): boolean =>
  code === "code_unknown" && params.shape !== false;

/** The right behind what was scanned or typed, by place; who guessed too often meets a wall. */
export async function findRights(
  scanning: readonly Scanning[],
): Promise<(FoundRight | Refusal)[]> {
  const [walls, found] = await Promise.all([guessingRefusals(scanning), lookUp(scanning)]);
  return found.map((one, place) => walls[place] ?? one);
}

/** Counts an unknown code as a guess; answers what its caller is told. */
export async function countIfGuess(
  ctx: Context,
  refusal: Refusal,
  storeId: string | null,
): Promise<Refusal> {
  if (!isGuess(refusal)) return refusal;
  const full = await kept(() => countGuess(ctx, storeId));
  return full instanceof Refusal ? full : refusal;
}
