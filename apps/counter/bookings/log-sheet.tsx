import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";
import { signal } from "../signal.ts";
import { useText } from "../text.ts";
import type { Booking } from "./sections.ts";
import { TimePick } from "./time-pick.tsx";

interface LogSheetProps {
  onLogged(booking: Booking): void;
  onClose(): void;
}

/**
 * Somebody came in, or called. Opened, the service where there are several, and now or a time:
 * three activations at the most; who it is may be typed.
 */
export function LogSheet({ onLogged, onClose }: LogSheetProps) {
  const { api, brand, store } = useCounter();
  const { t } = useText();
  const path = { brand: brand.key, code: store.code };
  const services = useLoad(`services ${store.code}`, () =>
    api.call("listBookableServices", { path }),
  );
  const [chosen, setChosen] = useState<string>();
  const [who, setWho] = useState({ name: "", phone: "" });
  const [people, setPeople] = useState(1);
  const { busy, problem, log } = useLog(who, onLogged);
  const items = services.data?.items ?? [];
  const service = items.find((one) => one.serviceId === chosen) ?? items[0];
  return (
    <Sheet full title={t("bookings.log")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="log">
        {services.loading ? <Skeleton rows={2} label={t("kit.loading")} /> : null}
        {services.problem ? (
          <Notice title={services.problem.title} next={services.problem.next} />
        ) : null}
        {services.data && !service ? (
          <Notice tone="warn" title={t("bookings.noService")} next={t("bookings.noServiceNext")} />
        ) : null}
        <Services items={items} chosen={service?.serviceId} onChoose={setChosen} />
        <div className="log-who">
          <Field
            label={t("bookings.name")}
            value={who.name}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setWho({ ...who, name: event.target.value })}
          />
          <Field
            label={t("bookings.phone")}
            type="tel"
            value={who.phone}
            maxLength={32}
            autoComplete="off"
            onChange={(event) => setWho({ ...who, phone: event.target.value })}
          />
        </div>
        {service && service.capacity > 1 ? (
          <PeopleStep people={people} most={service.capacity} onChange={setPeople} />
        ) : null}
        {problem ? <Notice title={problem.title} next={problem.next} /> : null}
        {service ? (
          <>
            <Button
              wide
              className="big huge"
              busy={busy}
              onClick={() => void log({ serviceId: service.serviceId, people })}
            >
              {t("bookings.now")}
            </Button>
            <h2>{t("bookings.byPhone")}</h2>
            <TimePick
              serviceId={service.serviceId}
              people={people}
              busy={busy}
              onPick={(startsAt) =>
                void log({ serviceId: service.serviceId, people, startsAt })
              }
            />
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

interface Wanted {
  serviceId: string;
  people: number;
  /** Absent: now. */
  startsAt?: number;
}

function useLog(who: { name: string; phone: string }, onLogged: (booking: Booking) => void) {
  const { api, brand, store } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function log({ serviceId, people, startsAt }: Wanted): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const known = {
      ...(who.name.trim() ? { name: who.name.trim() } : {}),
      ...(who.phone.trim() ? { phone: who.phone.trim() } : {}),
    };
    const when = startsAt === undefined
      ? { origin: "walk_in" as const }
      : { origin: "phone" as const, startsAt };
    const body = { storeId: store.storeId, serviceId, people, ...when, ...known };
    try {
      const booking = await api.call("makeBooking", { path: { brand: brand.key }, body });
      signal("good");
      toast(t(startsAt === undefined ? "bookings.loggedNow" : "bookings.logged"), "good");
      onLogged(booking);
    } catch (thrown) {
      signal("bad");
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  }
  return { busy, problem, log };
}

interface ServicesProps {
  items: readonly { serviceId: string; name: string; nameEn: string | null }[];
  chosen: string | undefined;
  onChoose(serviceId: string): void;
}

function Services({ items, chosen, onChoose }: ServicesProps) {
  const { t, lang } = useText();
  if (items.length < 2) return null;
  return (
    <div className="log-services" role="group" aria-label={t("bookings.what")}>
      {items.map((one) => (
        <button
          key={one.serviceId}
          type="button"
          aria-pressed={one.serviceId === chosen}
          onClick={() => onChoose(one.serviceId)}
        >
          {inLang(lang, one.name, one.nameEn)}
        </button>
      ))}
    </div>
  );
}

interface PeopleStepProps {
  people: number;
  most: number;
  onChange(people: number): void;
}

function PeopleStep({ people, most, onChange }: PeopleStepProps) {
  const { t } = useText();
  return (
    <div className="log-people">
      <span>{t("bookings.howMany")}</span>
      <button
        type="button"
        className="b-icon-button"
        aria-label={t("bookings.fewer")}
        disabled={people <= 1}
        onClick={() => onChange(people - 1)}
      >
        <Icon name="minus" size={26} />
      </button>
      <output aria-live="polite">{people}</output>
      <button
        type="button"
        className="b-icon-button"
        aria-label={t("bookings.more")}
        disabled={people >= most}
        onClick={() => onChange(people + 1)}
      >
        <Icon name="plus" size={26} />
      </button>
    </div>
  );
}
