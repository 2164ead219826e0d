import { clock, day } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { ReleaseItem } from "./api.ts";
import { navigate } from "./router.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

interface ReleaseListProps {
  releases: ReleaseItem[];
  storeId: string;
}

/** Releases that are coming or open here, one step from their page. */
export function ReleaseList({ releases, storeId }: ReleaseListProps) {
  const { path, now } = useShop();
  const { t, lang } = useText();
  const shown = releases.filter((one) => one.endsAt > now() && !one.stopped && isOn(one));
  if (shown.length === 0) return null;
  return (
    <section className="releases" aria-label={t("release.list")}>
      {shown.map((one) => {
        const to = path(`/flash/${one.releaseId}?at=${storeId}`);
        return (
          <a
            key={one.releaseId}
            href={to}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              navigate(to);
            }}
          >
            <Icon name="clock" size={22} />
            <span>
              <strong>{inLang(lang, one.name, one.nameEn)}</strong>
              <small>{t(`release.${one.mode}`)} · <When release={one} /></small>
            </span>
            <Icon name="next" size={18} />
          </a>
        );
      })}
    </section>
  );
}

function When({ release }: { release: ReleaseItem }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { startsAt, left, stock } = release;
  if (now() >= startsAt) {
    return left > 0 ? t("release.left", { count: left }) : t("release.gone");
  }
  const zone = brand.timeZone;
  const today = day(startsAt, zone, lang) === day(now(), zone, lang);
  const at = `${today ? "" : `${day(startsAt, zone, lang)} `}${clock(startsAt, zone)}`;
  return t("release.from", { time: at, count: stock });
}

const isOn = ({ state }: ReleaseItem) => state === "announced" || state === "open";
