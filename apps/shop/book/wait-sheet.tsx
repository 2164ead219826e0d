import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { clock } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { navigate } from "../router.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useShop } from "../shop.ts";
import type { Service, Slot, Wish } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { dayWords } from "./time.ts";
import { useText } from "./words.ts";

const minute = 60_000;

interface WaitSheetProps {
  wish: Wish;
  service: Service;
  day: string;
  /** The day's times, of which the member waits for one, or for `slot` only. */
  slots: readonly Slot[];
  slot: Slot | null;
  onClose(): void;
}

/** A place on the wait-list of one time, or of a whole day. */
export function WaitSheet({ wish, service, day, slots, slot, onClose }: WaitSheetProps) {
  const { brand, member, path } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { weekday, date } = dayWords(day, lang);
  const time = slot ? ` ${clock(slot.startsAt, brand.timeZone)}` : "";
  const first = slot ?? slots[0];
  const last = slot ?? slots.at(-1);

  async function join(): Promise<void> {
    if (!first || !last) return;
    const { storeId, serviceId, people } = wish;
    const { ahead } = await calls.wait({
      storeId, serviceId, people, fromAt: first.startsAt, toAt: last.startsAt + minute,
    });
    toast(ahead > 0 ? t("book.wait.done", { count: ahead }) : t("book.wait.doneFirst"), "good");
    onClose();
    navigate(path("/bookings"));
  }

  async function tried(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    await join().catch((thrown: unknown) => setProblem(asProblem(thrown)));
    setBusy(false);
  }

  return (
    <Sheet title={t("book.wait.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="book-sum">
        {t("book.wait.about", { when: `${date} ${weekday}${time}`, minutes: service.holdMin })}
      </p>
      {member ? (
        <div className="book-acts">
          <p className="quiet">{t("book.wait.why")}</p>
          {problem ? <Notice {...problem} /> : null}
          <Button wide data-first busy={busy} onClick={() => void tried()}>
            {t("book.wait.go")}
          </Button>
        </div>
      ) : (
        <SignInForm confirm={t("book.wait.go")} why={t("book.wait.why")} onSignedIn={join} />
      )}
    </Sheet>
  );
}
