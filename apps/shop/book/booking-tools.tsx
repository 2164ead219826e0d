import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useShop } from "../shop.ts";
import { type Booking, isOver } from "./booking.ts";
import { icsOf } from "./ics.ts";
import { useText } from "./words.ts";

/** Into the calendar, on the way, on the phone. */
export function BookingTools({ booking }: { booking: Booking }) {
  const { t, lang } = useText();
  const { storeAddress, storeName, storeNameEn, storePhone, number } = booking;
  const place = inLang(lang, storeName, storeNameEn);
  if (isOver(booking)) return null;
  const ics = icsOf({
    uid: `${booking.bookingId}@bihuan`,
    from: booking.startsAt,
    to: booking.endsAt,
    title: `${inLang(lang, booking.serviceName, booking.serviceNameEn)} · ${place}`,
    place: [place, storeAddress].filter(Boolean).join(" "),
    text: `${t("booking.number")} ${number}`,
    madeAt: booking.madeAt,
  });
  return (
    <nav className="booking-tools" aria-label={t("booking.tools")}>
      <a
        href={`data:text/calendar;charset=utf-8,${encodeURIComponent(ics)}`}
        download={`${number}.ics`}
      >
        <Icon name="download" size={22} />
        {t("booking.calendar")}
      </a>
      {storeAddress ? (
        <a
          href={`https://uri.amap.com/search?keyword=${encodeURIComponent(storeAddress)}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          <Icon name="pin" size={22} />
          {t("booking.map")}
        </a>
      ) : null}
      {storePhone ? (
        <a href={`tel:${storePhone.replace(/[^\d+]/g, "")}`}>
          <Icon name="phone" size={22} />
          {t("booking.call")}
        </a>
      ) : null}
    </nav>
  );
}
