import { parseScanned } from "#packages/codes/index.ts";
import { isStatementText } from "#packages/offline/index.ts";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { countGuess, refuseGuessing } from "./guessing.ts";
import { issuedStatement } from "./offline/take-redemption.ts";
import { codeByNumber, codeByToken, type RightKey } from "./queries.ts";
import { allRightKinds } from "./rights.ts";
import { spokenHash, tokenHash } from "./show-code.ts";
import type { ShowCodesTable } from "./tables.ts";

export interface FoundRight extends RightKey {
  /** Null: a permanent code, or an import that names the right. */
  readonly codeId: string | null;
  /** The redemption that used this code up already. */
  readonly spentBy: string | null;
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

async function lookUp(ctx: Context, text: string): Promise<FoundRight | Refusal> {
  if (isStatementText(text)) return byStatement(ctx, text);
  const scanned = parseScanned(text);
  switch (scanned.kind) {
    case "link-token": {
      const { brandKey, token } = scanned;
      if (brandKey !== ctx.brand.key) return refuse("brand_mismatch", { brand: brandKey });
      const code = await codeByToken(ctx, tokenHash(ctx, token));
      return code ? shown(ctx, code, code.accepted_until) : refuse("code_unknown");
    }
    case "spoken": {
      const code = await codeByNumber(ctx, spokenHash(ctx, scanned.digits12));
      if (code) return shown(ctx, code, code.spoken_until);
      return byImportedCode(ctx, scanned.digits12, refuse("code_unknown"));
    }
    case "permanent":
      return byPermanentCode(ctx, scanned.digits16);
    case "source-link":
      return refuse("code_is_source");
    case "mistyped":
      return byImportedCode(ctx, scanned.digits, refuse("code_mistyped"));
    case "unknown":
      return byImportedCode(ctx, text, refuse("code_unknown", { shape: false }));
  }
}

/** The right behind what was scanned or typed. Unknown codes count as guesses. */
export async function findRight(
  ctx: Context,
  text: string,
  storeId: string | null,
): Promise<FoundRight> {
  await refuseGuessing(ctx, storeId);
  const found = await lookUp(ctx, text);
  if ("rightId" in found) return found;
  // A product's bar code under the scanner has no shape of ours: a slip, and no guess.
  if (found.code === "code_unknown" && found.params.shape !== false) {
    await countGuess(ctx, storeId);
  }
  throw found;
}
