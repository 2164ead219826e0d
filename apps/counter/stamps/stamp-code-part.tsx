import { useEffect, useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { phoneNow, useCounter, useOnline } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";

type StampCode = Answer<"getStampCode">;

/** The way to the stamp code; a store that stamps no visits does not show it. */
export function StampCodePart() {
  const { api, brand, store } = useCounter();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const asked = useLoad(`stamps ${store.storeId}`, () =>
    api.call("getStampCode", { path: { brand: brand.key }, query: { storeId: store.storeId } }));
  if (!asked.data || asked.data.programmes.length === 0) return null;
  return (
    <>
      <Button wide look="soft" className="big" onClick={() => setOpen(true)}>
        <Glyph name="stamp" /> {t("stamps.show")}
      </Button>
      {open ? <StampCodeSheet onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface Shown extends StampCode {
  /** How far the phone's clock is behind the server's. */
  behindMs: number;
}

/** The code of the moment; a new one is asked for when it ends, and as long as there is none. */
function useStampCode() {
  const { api, brand, store } = useCounter();
  const online = useOnline();
  const now = useClock(phoneNow);
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  const left = shown ? shown.shownUntil - (now + shown.behindMs) : 0;
  const due = online && left <= 0;
  const round = due ? Math.floor(now / 1_000) : null;
  useEffect(() => {
    if (round === null) return;
    const query = { storeId: store.storeId };
    api.call("getStampCode", { path: { brand: brand.key }, query }).then(
      (code) => {
        setProblem(undefined);
        setShown({ ...code, behindMs: code.now - phoneNow() });
      },
      (thrown) => setProblem(asProblem(thrown)),
    );
  }, [round, api, brand.key, store.storeId]);
  return { shown: left > 0 ? shown : undefined, left, problem, online };
}

/** For the member's camera: as large as the screen allows, and how long it lives. */
function StampCodeSheet({ onClose }: { onClose(): void }) {
  const { t, lang } = useText();
  const { shown, left, problem, online } = useStampCode();
  const seconds = Math.min(30, Math.max(0, Math.ceil(left / 1_000)));
  const names = shown?.programmes.map(({ name, nameEn, needed }) =>
    t("stamps.card", { name: inLang(lang, name, nameEn), needed }));
  return (
    <Sheet full title={t("stamps.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="stamp-code">
        {online ? null : <Notice tone="warn" title={t("stamps.offline")} />}
        {problem && online ? <Notice {...problem} /> : null}
        {shown?.programmes.length === 0 ? (
          <Empty icon="ticket" title={t("stamps.none")} next={t("stamps.noneNext")} />
        ) : null}
        {shown && shown.programmes.length > 0 ? (
          <>
            <p className="stamp-names">{names?.join(" · ")}</p>
            <div className="stamp-qr"><QrCode value={shown.link} label={t("stamps.qr")} /></div>
            <p className="stamp-left" role="timer">
              <span className="stamp-bar" aria-hidden="true">
                <span style={{ transform: `scaleX(${seconds / 30})` }} />
              </span>
              {t("stamps.left", { seconds })}
            </p>
            <p className="lead">{t("stamps.lead")}</p>
          </>
        ) : null}
        {!shown && online && !problem ? <Skeleton rows={3} label={t("kit.loading")} /> : null}
        <p className="quiet">{t("stamps.other")}</p>
      </div>
    </Sheet>
  );
}
