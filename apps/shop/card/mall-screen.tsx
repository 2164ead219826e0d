import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Benefit, Brand } from "../api.ts";
import { promiseOf } from "../benefit.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import type { MallItem } from "./answers.ts";
import { ExchangeSheet } from "./exchange-sheet.tsx";
import { useText } from "./words.ts";

/** The points mall: what there is, for how many points; who is not signed in may look. */
export function MallScreen() {
  const { api, brand, member, path } = useShop();
  const { t, lang } = useText();
  const at = { path: { brand: brand.key } };
  const [chosen, setChosen] = useState<MallItem>();
  const mall = useLoad(`mall ${lang} ${member ? "member" : ""}`, () =>
    api.call("listMall", { ...at, query: { limit: 100 } }));
  const mine = useLoad(member ? "points" : null, () => api.call("getMyPoints", at));
  const have = mine.data?.points.spendable ?? null;
  const reload = () => {
    mall.reload();
    mine.reload();
  };
  return (
    <div className="page">
      <header className="stores-head">
        <h1>{t("mall.title")}</h1>
        {have === null ? null : (
          <a className={buttonClass("plain")} href={path("/card/points")} onClick={onLink}>
            {t("mall.have", { points: have })}
          </a>
        )}
      </header>
      {mall.loading ? <Skeleton rows={6} label={t("kit.loading")} /> : null}
      {mall.problem ? <Notice {...mall.problem} /> : null}
      {mall.data?.items.length === 0 ? (
        <Empty icon="gift" title={t("mall.empty")} next={t("mall.emptyNext")} />
      ) : null}
      <ul className="mall-list">
        {mall.data?.items.map((item) => (
          <Item key={item.itemId} item={item} have={have} onChoose={() => setChosen(item)} />
        ))}
      </ul>
      {chosen ? (
        <ExchangeSheet
          item={chosen}
          have={have}
          onClose={() => setChosen(undefined)}
          onChanged={reload}
        />
      ) : null}
    </div>
  );
}

/** The answer says of the kind that it is a text; the shop knows which there are. */
const pledgeOf = ({ offer }: MallItem, brand: Brand) => promiseOf(offer as Benefit, brand);

interface ItemProps {
  item: MallItem;
  have: number | null;
  onChoose(): void;
}

function Item({ item, have, onChoose }: ItemProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { offer, points, left, perMember, mine } = item;
  const title = inLang(lang, offer.title, offer.titleEn);
  const gone = left === 0;
  const done = perMember !== null && mine >= perMember;
  const pledge = pledgeOf(item, brand);
  const missing = have === null ? 0 : Math.max(0, points - have);
  const says = gone ? t("mall.gone") : done ? t("mall.done")
    : missing > 0 ? t("mall.missing", { points: missing }) : null;
  return (
    <li className={gone || done ? "mall-item mall-item-over" : "mall-item"}>
      <ItemPicture item={item} />
      <div className="mall-words">
        <strong>{title}</strong>
        <small>
          {[
            offer.kind === "gift" ? t("mall.gift") : t("mall.voucher", pledge),
            ...(left !== null && left > 0 && left <= 50 ? [t("mall.left", { count: left })] : []),
          ].join(" · ")}
        </small>
        <p className="mall-points">
          <span>{t("mall.points", { points })}</span>
          <Button
            look={says ? "plain" : "main"}
            disabled={gone || done}
            aria-label={`${says ?? t("mall.exchange")} ${title}`}
            onClick={onChoose}
          >
            {says ?? t("mall.exchange")}
          </Button>
        </p>
      </div>
    </li>
  );
}

/** The item's own picture, else what it gives, large. */
export function ItemPicture({ item }: { item: MallItem }) {
  const { brand } = useShop();
  const { pictureUrl, offer } = item;
  if (pictureUrl) return <img className="mall-picture" src={pictureUrl} alt="" />;
  if (offer.kind === "gift") {
    return <span className="mall-picture" aria-hidden="true"><Icon name="gift" size={40} /></span>;
  }
  return <span className="mall-picture" aria-hidden="true">{pledgeOf(item, brand).big}</span>;
}
