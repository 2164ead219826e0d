import { exactTime } from "#packages/ui/format.ts";
import type { Problem } from "#packages/ui/problem.ts";
import { text } from "./words.ts";
import type { Entry, Mine, NextStep, Release, Slot } from "./answer.ts";

/** What came of it, why, and what can be done after it. */
export interface ResultShown {
  tone: "good" | "wait" | "calm";
  title: string;
  why: string;
  steps: readonly NextStep[];
  entry?: Entry;
}

interface Facts {
  release: Release;
  slot: Slot;
  entry: Entry | undefined;
  mine: Mine | null;
  told: { slotId: string; problem: Problem } | undefined;
  timeZone: string;
}

const afterLoss: readonly NextStep[] = [
  "wait_list", "other_slot", "next_release", "other_store", "ordinary_price",
];

/** The result that the page shows; undefined while nothing has come of anything. */
export function resultOf(facts: Facts): ResultShown | undefined {
  const { release, slot, entry, mine, told } = facts;
  const { t } = text();
  if (release.state === "cancelled") {
    return {
      tone: "calm",
      title: t("result.cancelled"),
      why: release.cancelReason ? t("result.cancelledWhy", { reason: release.cancelReason }) : "",
      steps: entry?.nextSteps ?? afterLoss.slice(2),
    };
  }
  const soldOut = told?.slotId === slot.slotId && told.problem.code === "release_sold_out"
    ? told.problem
    : undefined;
  if (soldOut) return lostWhenPressed(slot, soldOut);
  if (entry) return ofEntry(facts, entry);
  if (mine?.lost && mine.lost.slotId === slot.slotId) {
    const { nextSteps } = mine.lost;
    return {
      tone: "calm", title: t("result.lost"), why: t("result.soldOutPlain"), steps: nextSteps,
    };
  }
  return undefined;
}

function lostWhenPressed({ stock, waiting }: Slot, { params }: Problem): ResultShown {
  const { t } = text();
  const people = typeof params.waiting === "number" ? params.waiting : waiting;
  return {
    tone: "calm",
    title: t("result.lost"),
    why: t("result.soldOut", { stock, waiting: people }),
    steps: afterLoss,
  };
}

function ofEntry({ release, slot, timeZone }: Facts, entry: Entry): ResultShown {
  const { t, lang } = text();
  const lottery = release.mode === "lottery";
  const drawn = lottery || entry.enteredAt < slot.startsAt;
  const base = { steps: entry.nextSteps, entry };
  const at = (instant: number) => exactTime(instant, timeZone, lang, instant);
  if (entry.limit) {
    const { limit } = entry;
    return {
      ...base, tone: "calm", title: limit.title,
      why: `${t(entry.state === "lost" ? "result.atLimitLost" : "result.atLimit")} ${limit.next}`,
    };
  }
  switch (entry.state) {
    case "held":
      return {
        ...base, tone: "good", why: t("result.heldWhy"),
        title: drawn ? t("result.heldDrawn") : t("result.held"),
      };
    case "won":
      return { ...base, tone: "good", title: t("result.won"), why: t("result.wonWhy") };
    case "queued":
      return lottery
        ? { ...base, tone: "wait", title: t("result.entered"),
          why: t("result.enteredWhy", { time: at(slot.endsAt) }) }
        : { ...base, tone: "wait", title: t("result.queued"), why: t("result.queuedWhy") };
    case "waiting":
      return {
        ...base, tone: "wait", title: t("result.waiting"),
        why: entry.reason === "not_drawn"
          ? t("result.waitingDrawn")
          : t("result.waitingWhy", { time: at(release.lastHoldAt) }),
      };
    case "expired":
      return { ...base, tone: "calm", title: t("result.expired"), why: t("result.expiredWhy") };
    case "given_up":
      return { ...base, tone: "calm", title: t("result.givenUp"), why: t("result.givenUpWhy") };
    default:
      return {
        ...base, tone: "calm",
        title: lottery ? t("result.lostDrawn") : t("result.lost"),
        why: entry.reason === "no_unit_came_back"
          ? t("result.noUnit")
          : t("result.soldOutPlain"),
      };
  }
}
