import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Problem } from "#packages/ui/problem.ts";
import type { Store } from "../api.ts";
import type { Service, Slot, Wish } from "./booking.ts";
import { ConfirmSheet } from "./confirm-sheet.tsx";
import { useTimes } from "./use-times.ts";
import { WaitSheet } from "./wait-sheet.tsx";
import { DayStrip, TimeGrid } from "./when-part.tsx";
import { useText } from "./words.ts";

interface PickTimeProps {
  store: Store;
  service: Service;
}

type Open =
  | { name: "confirm"; slot: Slot }
  | { name: "wait"; slot: Slot | null };

/** Day, with whom, time: the first free day is open, so that most take one tap. */
export function PickTime({ store, service }: PickTimeProps) {
  const { t } = useText();
  const [resourceId, setResourceId] = useState<string | null>(null);
  const [people, setPeople] = useState(1);
  const wish: Wish = {
    storeId: store.storeId, storeCode: store.code, serviceId: service.serviceId, resourceId, people,
  };
  const { days, slots, day, choose, problem, loading, reload } = useTimes(wish);
  const [open, setOpen] = useState<Open>();
  const [taken, setTaken] = useState(false);

  function lost(problem: Problem): boolean {
    if (problem.code !== "booking_slot_taken") return false;
    setOpen(undefined);
    setTaken(true);
    reload();
    return true;
  }

  return (
    <>
      <People service={service} people={people} onChange={setPeople} />
      <With service={service} chosen={resourceId} onChoose={setResourceId} />
      {problem ? (
        <Notice
          {...problem}
          action={<Button look="plain" onClick={reload}>{t("kit.retry")}</Button>}
        />
      ) : null}
      {days ? <DayStrip days={days} chosen={day} onChoose={choose} /> : null}
      {loading ? <Skeleton rows={2} label={t("kit.loading")} /> : null}
      {taken ? (
        <Notice tone="warn" title={t("book.confirm.taken")} next={t("book.confirm.takenNext")} />
      ) : null}
      {day && slots ? (
        <TimeGrid
          day={day}
          slots={slots}
          shared={service.shared}
          onTake={(slot) => setOpen({ name: "confirm", slot })}
          onWait={(slot) => setOpen({ name: "wait", slot })}
        />
      ) : null}
      {open?.name === "confirm" ? (
        <ConfirmSheet
          wish={wish}
          store={store}
          service={service}
          slot={open.slot}
          onLost={lost}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open?.name === "wait" && day && slots ? (
        <WaitSheet
          wish={wish}
          service={service}
          day={day}
          slots={slots}
          slot={open.slot}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

interface PeopleProps {
  service: Service;
  people: number;
  onChange(people: number): void;
}

function People({ service, people, onChange }: PeopleProps) {
  const { t } = useText();
  if (service.capacity < 2) return null;
  return (
    <section className="book-people">
      <h2>{t("book.people")}</h2>
      <div className="book-stepper">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("book.fewer")}
          disabled={people <= 1}
          onClick={() => onChange(people - 1)}
        >
          <Icon name="minus" />
        </button>
        <output aria-live="polite">{people}</output>
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("book.more")}
          disabled={people >= service.capacity}
          onClick={() => onChange(people + 1)}
        >
          <Icon name="plus" />
        </button>
      </div>
    </section>
  );
}

interface WithProps {
  service: Service;
  chosen: string | null;
  onChoose(resourceId: string | null): void;
}

/** Any, or a certain one. Only where there is a choice. */
function With({ service, chosen, onChoose }: WithProps) {
  const { t, lang } = useText();
  const { resources } = service;
  if (resources.length < 2) return null;
  const staff = resources.every((one) => one.kind === "staff");
  const title = staff ? t("book.who") : t("book.room");
  const choices = [
    { id: null, name: t("book.any") },
    ...resources.map((one) => ({
      id: one.resourceId, name: inLang(lang, one.name, one.nameEn),
    })),
  ];
  return (
    <section className="book-part">
      <h2>{title}</h2>
      <div className="book-with" role="group" aria-label={title}>
        {choices.map(({ id, name }) => (
          <button
            key={id ?? "any"}
            type="button"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
          >
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}
