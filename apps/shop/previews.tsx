import { Card } from "#packages/ui/card.tsx";
import { day, lastDay } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Preview } from "./product/product.ts";
import { lastStore } from "./last-store.ts";
import { onLink } from "./router.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

/** What the member waits for; what has opened meanwhile stands first. */
export function Previews() {
  const { api } = useShop();
  const { t } = useText();
  const asked = useLoad("previews", () => api.previews());
  const rank = (one: Preview) => (one.phase === "open" ? 0 : one.phase === "past" ? 2 : 1);
  const items = [...(asked.data?.items ?? [])].sort((a, b) => rank(a) - rank(b));
  if (items.length === 0) return null;
  return (
    <Card title={t("me.previews")}>
      <ul className="me-previews">
        {items.map((one) => <li key={one.productId}><Row preview={one} /></li>)}
      </ul>
    </Card>
  );
}

function Row({ preview }: { preview: Preview }) {
  const { brand, path, first, now } = useShop();
  const { t, lang } = useText();
  const { opensAt, closesAt, phase } = preview;
  const zone = brand.timeZone;
  const code = first.store?.code ?? lastStore(brand.key);
  const name = inLang(lang, preview.name, preview.nameEn);
  const said =
    phase === "open"
      ? closesAt === null
        ? t("me.previewOpen")
        : t("me.previewUntil", { day: lastDay(closesAt, zone, lang, now()) })
      : phase === "past"
        ? t("me.previewPast")
        : t("me.previewOpens", { day: opensAt === null ? "" : day(opensAt, zone, lang, now()) });
  const words = (
    <span>
      <strong>{name}</strong>
      <small className={phase === "open" ? "me-preview-open" : ""}>{said}</small>
    </span>
  );
  if (!code) return <div className="me-preview">{words}</div>;
  const to = path(`/s/${encodeURIComponent(code)}/goods/${preview.productId}`);
  return (
    <a className="me-preview" href={to} onClick={onLink}>
      {words}
      <Icon name="next" size={18} />
    </a>
  );
}
