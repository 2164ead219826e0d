import { Card } from "#packages/ui/card.tsx";
import { timeSpan } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon, type IconName } from "#packages/ui/icon.tsx";
import { useShop } from "../shop.ts";
import type { Release } from "./answer.ts";
import { text, useText } from "./words.ts";

/** The rule in plain words, before anybody enters: nothing of it changes afterwards. */
export function Rules({ release }: { release: Release }) {
  const { t } = useText();
  const { gate, lossWithinSeconds } = release;
  return (
    <Card title={t("rules.title")} className="flash-rules">
      <ol>
        <WhatAndWhen release={release} />
        {release.mode === "rush" ? (
          <Rule icon="person" words={t("rules.rush")} note={t("rules.rushNote")} />
        ) : (
          <Rule icon="person" words={t("rules.lottery")} note={t("rules.seedNote")} />
        )}
        <Rule icon="check" words={t("rules.hold", { hold: holdText(release.holdSeconds) })} />
        {gate === "none" ? null : <Rule icon="phone" words={t(`rules.gate.${gate}`)} />}
        <Rule
          icon="offline"
          words={t("rules.loss", { seconds: lossWithinSeconds })}
          note={t("rules.lossNote")}
        />
      </ol>
    </Card>
  );
}

function WhatAndWhen({ release }: { release: Release }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { offer, kind, slots, stock } = release;
  const title = offer ? inLang(lang, offer.title, offer.titleEn) : null;
  const much = kind === "numbers"
    ? t("rules.numbers", { stock })
    : slots.length > 1
      ? t("rules.slots", { slots: slots.length, stock })
      : t("rules.stock", { stock });
  const spans = kind === "numbers" ? slots.slice(0, 1) : slots;
  const times = spans.map((slot) =>
    timeSpan(slot.startsAt, slot.endsAt, brand.timeZone, lang, now()));
  return (
    <>
      {title ? <Rule icon="ticket" words={t("rules.offer", { title })} /> : null}
      <Rule icon="gift" words={much} />
      <Rule
        icon="clock"
        words={t("rules.times", { span: times.join(", ") })}
        note={t("rules.timesNote")}
      />
    </>
  );
}

function Rule({ icon, words, note }: { icon: IconName; words: string; note?: string }) {
  return (
    <li>
      <Icon name={icon} size={20} />
      <span>
        {words}
        {note ? <small>{note}</small> : null}
      </span>
    </li>
  );
}

/** Whole hours as hours, else minutes. */
export function holdText(seconds: number): string {
  const { t } = text();
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes % 60 === 0) return t("hold.hours", { count: minutes / 60 });
  return t("hold.minutes", { count: minutes });
}
