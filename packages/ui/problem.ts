import { kitText } from "./i18n.ts";

/** What went wrong and what to do next, as the server says it (RFC 9457) or as we say it. */
export interface Problem {
  code: string;
  /** 0: no answer came. */
  status: number;
  title: string;
  next: string;
  params: Record<string, unknown>;
}

/** The problem in an error answer; a body that is none (a proxy's page) gets our own words. */
export function problemOf(status: number, body: unknown): Problem {
  const { t } = kitText();
  const given = (typeof body === "object" && body !== null ? body : {}) as Partial<Problem>;
  return {
    code: given.code ?? "unknown",
    status,
    title: given.title ?? t("kit.failed"),
    next: given.next ?? t("kit.failedNext"),
    params: given.params ?? {},
  };
}

/** No answer came: the network is gone, or the server took too long. */
export function noAnswer(): Problem {
  const { t } = kitText();
  return {
    code: "offline",
    status: 0,
    title: t("kit.offline"),
    next: t("kit.offlineNext"),
    params: {},
  };
}

/** Anything thrown as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "title" in thrown) {
    return thrown as Problem;
  }
  return problemOf(0, undefined);
}
