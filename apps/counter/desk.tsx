import { useEffect, useState } from "react";
import { ArrivedScreen } from "./bookings/arrived-screen.tsx";
import { BookingsScreen } from "./bookings/bookings-screen.tsx";
import { useCounter } from "./counter.ts";
import { TodayPlace } from "./duties/today-place.tsx";
import { PickupsScreen } from "./pickups/pickups-screen.tsx";
import { Frame, type Place } from "./frame.tsx";
import { NewsSheet, OutboxSheet } from "./outbox-sheet.tsx";
import { OfflineDone, RecordsSheet } from "./offline/offline-parts.tsx";
import { type Offline, useOffline } from "./offline/use-offline.ts";
import { PreviewScreen } from "./preview-screen.tsx";
import { ProblemScreen, ResultScreen, WaitScreen } from "./result-screen.tsx";
import { SaleScreens } from "./sell/sale-screens.tsx";
import { SellScreen } from "./sell/sell-screen.tsx";
import { scanOf } from "./sell/sale.ts";
import { type Sale, useSale } from "./sell/use-sale.ts";
import { ScanScreen } from "./scan-screen.tsx";
import { SettingsScreen } from "./settings-screen.tsx";
import { useText } from "./text.ts";
import { TypeScreen } from "./type-screen.tsx";
import { useBack } from "./use-back.ts";
import { type Flow, useFlow } from "./use-flow.ts";
import { useGun } from "./use-gun.ts";
import { type Retries, useRetries } from "./use-retries.ts";

/** Beyond its first screen a sale has the whole phone. */
const isUnderway = ({ step, sending }: Sale): boolean =>
  step.name !== "goods" || sending.state.name !== "none";

/** The counter of one store: what is scanned goes one way, from the code to the result. */
export function Desk() {
  const { outbox, staff } = useCounter();
  const [place, setPlace] = useState<Place>("scan");
  const [listing, setListing] = useState(false);
  const offline = useOffline();
  const flow = useFlow(offline);
  const [showing, setShowing] = useState(false);
  const retries = useRetries(outbox, staff.staffId);
  const { step } = flow;
  const sale = useSale();
  const selling = place === "sell" && isUnderway(sale);
  useGun((scanned) => {
    const isMember = scanOf(scanned).kind === "member";
    if (isMember && step.name === "scan") setPlace("sell");
    if (place === "sell" || isMember) sale.take(scanned);
    else flow.take(scanned);
  });
  useBack(step.name === "scan" && place === "scan", () => {
    if (step.name !== "scan") flow.toScan();
    else if (!selling) setPlace("scan");
    else if (sale.sending.state.name === "none") sale.go({ name: "goods" });
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
      {selling ? <SaleScreens sale={sale} /> : null}
      {step.name === "scan" && !selling ? (
        <Frame
          place={place}
          onPlace={setPlace}
          unconfirmed={retries.entries.length}
          onUnconfirmed={() => setListing(true)}
          offline={offline}
          onOffline={() => setShowing(true)}
        >
          {place === "scan" ? <ScanScreen flow={flow} /> : null}
          {place === "sell" ? <SellScreen sale={sale} /> : null}
          {place === "bookings" ? <BookingsScreen /> : null}
          {place === "pickups" ? <PickupsScreen onScan={() => setPlace("scan")} /> : null}
          {place === "today" ? <TodayPlace /> : null}
          {place === "settings" ? (
            <SettingsScreen
              unconfirmed={retries.entries.length + offline.waiting}
              offline={offline}
              onOffline={() => setShowing(true)}
            />
          ) : null}
        </Frame>
      ) : null}
      <StepScreen flow={flow} retries={retries} offline={offline} />
      {showing ? <RecordsSheet offline={offline} onClose={() => setShowing(false)} /> : null}
      {listing && !news ? (
        <OutboxSheet retries={retries} onClose={() => setListing(false)} />
      ) : null}
      {news ? <NewsSheet news={news} onClose={() => close(news.entry.key)} /> : null}
    </>
  );
}

interface StepScreenProps {
  flow: Flow;
  retries: Retries;
  offline: Offline;
}

/** What a scanned or typed code has led to. */
function StepScreen({ flow, retries, offline }: StepScreenProps) {
  const { t } = useText();
  const { step } = flow;
  return (
    <>
      {step.name === "type" ? <TypeScreen flow={flow} /> : null}
      {step.name === "checking" ? <WaitScreen text={t("check.wait")} /> : null}
      {step.name === "committing" ? <WaitScreen text={t("commit.wait")} /> : null}
      {step.name === "problem" ? <ProblemScreen flow={flow} problem={step.problem} /> : null}
      {step.name === "preview" ? <PreviewScreen key={step.code} flow={flow} {...step} /> : null}
      {step.name === "result" ? (
        <ResultScreen flow={flow} step={step} retries={retries} />
      ) : null}
      {step.name === "arrived" ? <ArrivedScreen {...step} onNext={flow.toScan} /> : null}
      {step.name === "offlineDone" ? (
        <OfflineDone offline={offline} used={step.used} onNext={flow.toScan} />
      ) : null}
    </>
  );
}
