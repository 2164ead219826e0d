import { useEffect, useState } from "react";
import { useCounter } from "./counter.ts";
import { Frame, type Place } from "./frame.tsx";
import { NewsSheet, OutboxSheet } from "./outbox-sheet.tsx";
import { OfflineDone, RecordsSheet } from "./offline/offline-parts.tsx";
import { useOffline } from "./offline/use-offline.ts";
import { PreviewScreen } from "./preview-screen.tsx";
import { ProblemScreen, ResultScreen, WaitScreen } from "./result-screen.tsx";
import { ScanScreen } from "./scan-screen.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
import { useText } from "./text.ts";
import { TodayScreen } from "./today-screen.tsx";
import { TypeScreen } from "./type-screen.tsx";
import { useBack } from "./use-back.ts";
import { useFlow } from "./use-flow.ts";
import { useGun } from "./use-gun.ts";
import { useRetries } from "./use-retries.ts";

/** The counter of one store: what is scanned goes one way, from the code to the result. */
export function Desk() {
  const { t } = useText();
  const { outbox, staff } = useCounter();
  const [place, setPlace] = useState<Place>("scan");
  const [listing, setListing] = useState(false);
  const offline = useOffline();
  const flow = useFlow(offline);
  const [showing, setShowing] = useState(false);
  const retries = useRetries(outbox, staff.staffId);
  const { step } = flow;
  useGun(flow.take);
  useBack(step.name === "scan" && place === "scan", () => {
    if (step.name === "scan") setPlace("scan");
    else flow.toScan();
  });
  useEffect(() => {
    if (step.name !== "scan") setPlace("scan");
    scrollTo(0, 0);
  }, [step.name]);

  const shownKey = step.name === "result" ? step.key : null;
  const news = retries.news.find((one) => one.entry.key !== shownKey);
  function close(key: string): void {
    setListing(false);
    retries.read(key);
  }

  return (
    <>
      {step.name === "scan" ? (
        <Frame
          place={place}
          onPlace={setPlace}
          unconfirmed={retries.entries.length}
          onUnconfirmed={() => setListing(true)}
          offline={offline}
          onOffline={() => setShowing(true)}
        >
          {place === "scan" ? <ScanScreen flow={flow} /> : null}
          {place === "today" ? <TodayScreen /> : null}
          {place === "settings" ? (
            <SettingsScreen
              unconfirmed={retries.entries.length + offline.waiting}
              offline={offline}
              onOffline={() => setShowing(true)}
            />
          ) : null}
        </Frame>
      ) : null}
      {step.name === "type" ? <TypeScreen flow={flow} /> : null}
      {step.name === "checking" ? <WaitScreen text={t("check.wait")} /> : null}
      {step.name === "committing" ? <WaitScreen text={t("commit.wait")} /> : null}
      {step.name === "problem" ? <ProblemScreen flow={flow} problem={step.problem} /> : null}
      {step.name === "preview" ? <PreviewScreen key={step.code} flow={flow} {...step} /> : null}
      {step.name === "result" ? (
        <ResultScreen flow={flow} step={step} retries={retries} />
      ) : null}
      {step.name === "offlineDone" ? (
        <OfflineDone offline={offline} used={step.used} onNext={flow.toScan} />
      ) : null}
      {showing ? <RecordsSheet offline={offline} onClose={() => setShowing(false)} /> : null}
      {listing && !news ? (
        <OutboxSheet retries={retries} onClose={() => setListing(false)} />
      ) : null}
      {news ? <NewsSheet news={news} onClose={() => close(news.entry.key)} /> : null}
    </>
  );
}
