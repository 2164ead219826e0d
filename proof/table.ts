import type { Attack } from "./attack.ts";
import { faultKinds, type Finding } from "./checks/finding.ts";
import type { Tried } from "./checks/tried.ts";

export interface Result {
  readonly attack: Attack;
  readonly tried: readonly Tried[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly seconds: number;
}

const words: Readonly<Record<string, string>> = {
  overshoot: "超发 overshoot",
  lost: "丢失 lost",
  twice: "重复 twice",
  half: "残缺 by half",
  untrue: "理由不实 untrue",
  repeat: "重发不一致 repeat differs",
  other: "其他 other",
};

function refusalsOf(tried: readonly Tried[]): string {
  const refused = tried.filter((one) => one.outcome === "refused");
  return byCode(refused);
}

function byCode(some: readonly { readonly code: string | null }[]): string {
  const lots = [...Map.groupBy(some, (one) => one.code ?? "?")]
    .map(([code, lot]) => `${code} ${lot.length}`).sort();
  return lots.length > 0 ? ` (${lots.join(", ")})` : "";
}

const countOf = (tried: readonly Tried[], outcome: Tried["outcome"]): number =>
  tried.filter((one) => one.outcome === outcome).length;

/** The table's lines of one attack. */
export function linesOf({ attack, tried, findings, notes, seconds }: Result): string[] {
  const sent = tried.reduce((sum, one) => sum + one.tries.length, 0);
  const lost = tried.flatMap((one) => one.tries).filter((told) => told.outcome === "unknown");
  const counts = faultKinds.map((kind) =>
    `${words[kind]} ${findings.filter((one) => one.kind === kind).length}`);
  const others = findings.filter((one) => one.kind === "other").length;
  const sign = findings.length === 0 ? "✓" : "✗";
  return [
    `${sign} ${attack.name}  ${attack.zh}`,
    `    ${attack.en}  (${seconds.toFixed(1)} s)`,
    `    请求 tried ${tried.length}（发送 sent ${sent}，无答复 unanswered ${lost.length}${byCode(lost)}）`
      + `  成功 accepted ${countOf(tried, "accepted")}`
      + `  拒绝 refused ${countOf(tried, "refused")}${refusalsOf(tried)}`
      + `  未知 unknown ${countOf(tried, "unknown")}`,
    `    ${[...counts, ...(others ? [`${words.other} ${others}`] : [])].join("  ")}`,
    ...notes.map((note) => `    ${note}`),
    ...findings.slice(0, 8).map((one) => `    ! ${words[one.kind]}: ${one.text}`),
    ...(findings.length > 8 ? [`    ! … ${findings.length - 8} more`] : []),
  ];
}
