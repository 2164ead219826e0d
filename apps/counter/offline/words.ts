import type { OfflineNo, Seen } from "#packages/offline/index.ts";
import { windowOf } from "#packages/offline/index.ts";
import type { Problem } from "#packages/ui/problem.ts";
import type { Benefit, Preview } from "../api.ts";
import { text } from "../text.ts";

/** Why it cannot be taken without a line, as a problem that can be shown. */
export function problemOfNo(why: OfflineNo): Problem {
  const { t } = text();
  const next = t(`offline.next.${why}`);
  return { code: why, status: 409, title: t(`offline.no.${why}`), next, params: {} };
}

/** What was written down here must reach the server first. */
export function notSent(): Problem {
  const { t } = text();
  const [title, next] = [t("offline.notSent"), t("offline.notSentNext")];
  return { code: "offline", status: 0, title, next, params: {} };
}

/** Numbers and ordinary codes say nothing without the server. */
export function onlyOfflineCode(): Problem {
  const { t } = text();
  const [title, next] = [t("offline.only"), t("offline.onlyNext")];
  return { code: "offline", status: 0, title, next, params: {} };
}

function benefitOf({ terms }: Seen["terms"]): Benefit {
  const { benefit, thresholdMinor } = terms;
  const none = { amountMinor: null, bps: null, capMinor: null, label: null, payMinor: null };
  return { ...none, ...benefit, thresholdMinor };
}

/** What was seen in the shape of a preview: the same screen shows it. */
export function previewOf({ statement, terms }: Seen): Preview {
  const { from, until } = windowOf(statement);
  const { benefit, thresholdMinor } = terms.terms;
  const needsBill = thresholdMinor !== null || benefit.kind === "percent_off";
  return {
    prepareToken: "",
    right: {
      kind: statement.kind,
      id: statement.rightId,
      offerId: null,
      title: terms.title,
      titleEn: terms.titleEn,
      description: null,
      descriptionEn: null,
      benefit: benefitOf(terms),
    },
    member: null,
    validFrom: from,
    validUntil: until,
    usesLeft: statement.uses,
    usesTotal: statement.uses,
    needsBill,
    asksBill: benefit.kind === "amount_off" && !needsBill,
    allowed: true,
    refusal: null,
  };
}
