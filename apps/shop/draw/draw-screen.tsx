import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import type { Draw } from "../api.ts";
import { goBack, navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { DrawFairness } from "./draw-fairness.tsx";
import { DrawRules } from "./draw-rules.tsx";
import { OddsTable } from "./odds-table.tsx";
import { ResultSheet } from "./result-sheet.tsx";
import { useShake } from "./shake.ts";
import { timeLeft } from "./time-left.ts";
import { type Drawing, useDraw } from "./use-draw.ts";
import { useText } from "./words.ts";

/** One draw: a button, the odds, the rules, and how anybody checks its results. */
export function DrawScreen({ drawId }: { drawId: string }) {
  const { path } = useShop();
  const { t } = useText();
  const drawing = useDraw(drawId);
  const { draw, problem } = drawing;
  if (drawing.loading) return <Skeleton label={t("kit.loading")} />;
  if (problem && problem.status !== 404) {
    const again = <Button look="plain" onClick={drawing.reload}>{t("kit.retry")}</Button>;
    return <div className="page"><Notice {...problem} action={again} /></div>;
  }
  if (!draw) {
    const toStores = () => navigate(path("/stores"), true);
    const action = <Button onClick={toStores}>{t("draw.toStore")}</Button>;
    return <Empty icon="gift" title={t("lost.notFound")} action={action} />;
  }
  return <DrawPage draw={draw} drawing={drawing} />;
}

/** What the clock says beside what the server said when it was asked. */
function phaseAt(draw: Draw, now: number): Draw["phase"] {
  if (draw.phase === "upcoming" && draw.startsAt !== null && now >= draw.startsAt) return "open";
  const running = draw.phase === "open" || draw.phase === "stopped";
  return running && draw.endsAt !== null && now >= draw.endsAt ? "over" : draw.phase;
}

function DrawPage({ draw, drawing }: { draw: Draw; drawing: Drawing }) {
  const { now, path, brand } = useShop();
  const { t, lang } = useText();
  const at = useClock(now);
  const phase = phaseAt(draw, at);
  const time = (millis: number | null) =>
    millis === null ? "" : dayAndClock(millis, brand.timeZone, lang, at);
  // the last second that is inside, as windows are printed
  const window = { from: time(draw.startsAt), to: time((draw.endsAt ?? 0) - 1) };
  return (
    <div className="page draw">
      <header className="draw-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={() => goBack(path("/stores"))}
        >
          <Icon name="back" size={24} />
        </button>
        <h1>{inLang(lang, draw.name, draw.nameEn)}</h1>
      </header>
      <section className="draw-stage" aria-label={t("draw.play")}>
        <TimeLeft draw={draw} phase={phase} at={at} />
        <p className="draw-window">{t("draw.window", window)}</p>
        <PlayPart draw={draw} drawing={drawing} phase={phase} />
      </section>
      <p className="draw-share"><Icon name="check" size={18} />{t("draw.noShare")}</p>
      <div className="draw-facts">
        <section className="b-card">
          <h2>{t("draw.odds")}</h2>
          <OddsTable draw={draw} />
          <p className="quiet">{t("draw.locked")}</p>
        </section>
        <DrawRules draw={draw} />
        <DrawFairness draw={draw} />
      </div>
      {drawing.result ? <ResultSheet result={drawing.result} drawing={drawing} /> : null}
    </div>
  );
}

type Phase = Draw["phase"];

function TimeLeft({ draw, phase, at }: { draw: Draw; phase: Phase; at: number }) {
  const { t } = useText();
  const until = phase === "upcoming" ? draw.startsAt : phase === "open" ? draw.endsAt : null;
  if (until === null) {
    return <p className="draw-time">{t(phase === "stopped" ? "draw.stopped" : "draw.over")}</p>;
  }
  const { days, clock } = timeLeft(until, at);
  return (
    <p className="draw-time" role="timer">
      <span>{t(phase === "upcoming" ? "draw.startsIn" : "draw.endsIn")}</span>
      <strong>{days > 0 ? t("draw.days", { count: days, clock }) : clock}</strong>
    </p>
  );
}

interface PlayPartProps {
  draw: Draw;
  drawing: Drawing;
  phase: Phase;
}

function PlayPart({ draw, drawing, phase }: PlayPartProps) {
  const { member } = useShop();
  const { t } = useText();
  const [signingIn, setSigningIn] = useState(false);
  const mayTry = phase === "open" && draw.triesLeft !== 0;
  const onPlay = () => {
    if (!mayTry || drawing.busy || drawing.result) return;
    if (member) void drawing.play().catch(() => undefined);
    else setSigningIn(true);
  };
  const shake = useShake(onPlay);
  const playSignedIn = async () => {
    await drawing.play();
    setSigningIn(false);
  };
  return (
    <>
      <button
        type="button"
        className="draw-button"
        disabled={!mayTry || drawing.busy}
        aria-busy={drawing.busy || undefined}
        onClick={onPlay}
      >
        <Icon name="gift" size={40} />
        <span>{drawing.busy ? t("draw.playing") : t("draw.play")}</span>
      </button>
      {phase === "open" ? <TriesLeft draw={draw} /> : <PhaseNote phase={phase} />}
      {drawing.refusal && drawing.refusal.status !== 401 ? <Notice {...drawing.refusal} /> : null}
      {shake.isThere && phase === "open" ? (
        <div className="draw-shake">
          <button type="button" className="draw-link" onClick={shake.toggle}>
            {shake.isOn ? t("draw.shakeOff") : t("draw.shakeOn")}
          </button>
          <p>{shake.isDenied ? t("draw.shakeDenied") : t("draw.shakeNote")}</p>
        </div>
      ) : null}
      {signingIn ? (
        <Sheet
          title={t("draw.signIn")}
          closeLabel={t("kit.close")}
          onClose={() => setSigningIn(false)}
        >
          <SignInForm
            confirm={t("draw.signInConfirm")}
            why={t("draw.signInWhy")}
            onSignedIn={playSignedIn}
          />
        </Sheet>
      ) : null}
    </>
  );
}

function TriesLeft({ draw }: { draw: Draw }) {
  const { brand, member, now } = useShop();
  const { t, lang } = useText();
  if (!member) return <p className="draw-tries">{t("draw.signIn")}</p>;
  const { triesLeft: left, againAt } = draw;
  if (left === null) return <p className="draw-tries">{t("draw.triesFree")}</p>;
  if (left > 0) return <p className="draw-tries">{t("draw.tries", { left })}</p>;
  if (againAt === null) return <p className="draw-tries">{t("draw.triesNone")}</p>;
  const time = dayAndClock(againAt, brand.timeZone, lang, now());
  return <p className="draw-tries">{t("draw.triesAgain", { time })}</p>;
}

function PhaseNote({ phase }: { phase: Phase }) {
  const { t } = useText();
  if (phase === "upcoming") return <p className="draw-tries">{t("draw.upcoming")}</p>;
  const note = phase === "stopped" ? t("draw.stoppedNote") : t("draw.overNote");
  return <p className="draw-tries">{note}</p>;
}
