import { useRef, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { newKey } from "#packages/sdk/index.ts";
import type { Store } from "../api.ts";
import { navigate } from "../router.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useShop } from "../shop.ts";
import type { Service, Slot, Wish } from "./booking.ts";
import { payLink, useCalls } from "./calls.ts";
import { rulesInWords } from "./in-words.ts";
import { rememberDeposit } from "./return-to.ts";
import { whenWords } from "./time.ts";
import { useText } from "./words.ts";

interface ConfirmSheetProps {
  wish: Wish;
  store: Store;
  service: Service;
  slot: Slot;
  /** Whether the screen behind says itself what is the matter. */
  onLost(problem: Problem): boolean;
  onClose(): void;
}

/** What is booked, what holds for it, and one button. */
export function ConfirmSheet(props: ConfirmSheetProps) {
  const { store, service, slot, onClose } = props;
  const { brand, member, now } = useShop();
  const words = useText();
  const { t, lang } = words;
  const [note, setNote] = useState("");
  const act = useBooking(props, note);
  const when = whenWords(slot.startsAt, slot.endsAt, brand.timeZone, lang, now());
  const { depositMinor } = service;
  const go = depositMinor
    ? t("book.confirm.goPay", { amount: money(depositMinor, brand.currency, lang) })
    : t("book.confirm.go");
  return (
    <Sheet title={t("book.confirm.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="book-sum">
        <strong>{when}</strong>
        <span>{inLang(lang, service.name, service.nameEn)}</span>
        <span>{inLang(lang, store.name, store.nameEn)}</span>
      </p>
      <Rules rules={rulesInWords(words, service, slot.startsAt, brand, now())} />
      {member ? (
        <div className="book-acts">
          <label className="checkout-note">
            <span>{t("book.confirm.note")}</span>
            <input
              value={note}
              maxLength={200}
              placeholder={t("book.confirm.noteHint")}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          {act.problem ? <Notice {...act.problem} /> : null}
          <Button wide data-first busy={act.busy} onClick={() => void act.shown()}>{go}</Button>
        </div>
      ) : (
        <SignInForm confirm={go} why={t("book.confirm.why")} onSignedIn={act.book} />
      )}
    </Sheet>
  );
}

export function Rules({ rules }: { rules: readonly string[] }) {
  return (
    <ul className="book-rules">
      {rules.map((rule) => (
        <li key={rule}>
          <Icon name="check" size={18} />
          <span>{rule}</span>
        </li>
      ))}
    </ul>
  );
}

/** Held, then confirmed or paid: pressed twice, or after a lost answer, it is one booking. */
function useBooking({ wish, slot, onLost }: ConfirmSheetProps, note: string) {
  const { api, path } = useShop();
  const calls = useCalls();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef<{ of: string; key: string }>(undefined);

  async function book(): Promise<void> {
    const { storeId, serviceId, resourceId, people } = wish;
    const body = {
      storeId, serviceId, people, startsAt: slot.startsAt,
      ...(resourceId ? { resourceId } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    const of = JSON.stringify(body);
    if (key.current?.of !== of) key.current = { of, key: newKey() };
    const held = await calls.hold(body, key.current.key).catch((thrown: unknown) => {
      if (onLost(asProblem(thrown))) return null;
      throw thrown;
    });
    if (!held) return;
    const { bookingId, may } = held;
    if (!may.includes("pay")) {
      if (may.includes("confirm")) await calls.confirm(bookingId);
      return navigate(path(`/bookings/${bookingId}`), true);
    }
    const { orderId } = await calls.deposit(bookingId);
    rememberDeposit(orderId, bookingId);
    navigate(path(`/bookings/${bookingId}`), true);
    const link = await payLink(api, orderId);
    if (link) location.assign(link);
  }

  async function shown(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    await book().catch((thrown: unknown) => setProblem(asProblem(thrown)));
    setBusy(false);
  }
  return { busy, problem, book, shown };
}
