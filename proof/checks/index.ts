import type pg from "pg";
import type { Heard } from "../attack.ts";
import { checkAnswers } from "./answers.ts";
import { checkClaims } from "./claims.ts";
import { checkDeclared } from "./declared.ts";
import { factsOf } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { checkReasons } from "./reasons.ts";
import { checkRedemptions } from "./redemptions.ts";
import { type Tried, triedOf } from "./tried.ts";

/**
 * Compares what the clients of an attack heard with what the journal and the tables say. Of one
 * that judges its rows itself, the answers: kept, and the same for every copy of a request.
 */
export async function checkAll(
  owner: pg.Pool,
  brandId: string,
  { name, timeZone }: { readonly name: string; readonly timeZone: string },
  { told, offers, checkedHere = false }: Heard,
): Promise<{ readonly tried: readonly Tried[]; readonly findings: readonly Finding[] }> {
  const tried = triedOf(told);
  const facts = await factsOf(owner, brandId, { name, offerIds: [...offers.keys()] });
  if (checkedHere) return { tried, findings: checkAnswers(facts, tried) };
  const findings = [
    ...checkAnswers(facts, tried),
    ...checkClaims(facts, tried, offers),
    ...checkDeclared(facts, tried, offers),
    ...checkRedemptions(facts, tried),
    ...checkReasons(facts, tried, offers, timeZone),
  ];
  return { tried, findings };
}
