import { useShop } from "../shop.ts";
import { isLive, type Entry, type Mine, type Release, type Slot } from "./answer.ts";
import { Countdown } from "./countdown.tsx";
import { Result } from "./result.tsx";
import { resultOf } from "./result-of.ts";
import type { Acts } from "./use-acts.ts";
import { useTick } from "./use-tick.ts";
import { useText } from "./words.ts";

interface NowBoxProps {
  release: Release;
  slot: Slot;
  entry: Entry | undefined;
  mine: Mine | null;
  acts: Acts;
  onSlot(slotId: string): void;
}

/** What stands now: a result where there is one, the clock, the stock, place and odds. */
export function NowBox({ release, slot, entry, mine, acts, onSlot }: NowBoxProps) {
  const { now, brand } = useShop();
  const at = useTick(now);
  const { timeZone } = brand;
  const own = entry && (isLive(entry) || entry.slotId === slot.slotId) ? entry : undefined;
  const result = resultOf({ release, slot, entry: own, mine, told: acts.told, timeZone });
  const undrawn = own ? own.state === "queued" : !result;
  return (
    <div className="flash-now">
      {result ? (
        <Result result={result} release={release} slot={slot} acts={acts} onSlot={onSlot} />
      ) : null}
      {undrawn ? <Clock release={release} slot={slot} at={at} /> : null}
      {undrawn ? <Stock release={release} slot={slot} at={at} /> : null}
      {undrawn && isDrawnLater(release, slot, at) ? (
        <Odds release={release} slot={slot} />
      ) : null}
      {own?.state === "waiting" ? <Waiting entry={own} /> : null}
    </div>
  );
}

/** Who is there now is put in a drawn order later. */
function isDrawnLater(release: Release, slot: Slot, at: number): boolean {
  return release.mode === "lottery" ? at < slot.endsAt : at < slot.startsAt;
}

function Clock({ release, slot, at }: { release: Release; slot: Slot; at: number }) {
  const { t } = useText();
  if (at >= slot.endsAt) return <p><strong>{t("flash.over")}</strong></p>;
  if (release.mode === "lottery") {
    return <Countdown label={t("flash.toDraw")} until={slot.endsAt} />;
  }
  if (at < slot.startsAt) return <Countdown label={t("flash.toStart")} until={slot.startsAt} />;
  return <Countdown label={t("flash.toEnd")} until={slot.endsAt} />;
}

function Stock({ release, slot, at }: { release: Release; slot: Slot; at: number }) {
  const { t } = useText();
  const running = release.mode === "rush" && at >= slot.startsAt && at < slot.endsAt;
  const left = running
    ? slot.left > 0 ? t("flash.left", { count: slot.left }) : t("flash.soldOut")
    : "";
  return (
    <div className="flash-stock">
      <p>
        <strong>{t("flash.stock", { count: slot.stock })}</strong>
        <span role="status">{left}</span>
      </p>
      {running ? (
        <div className="flash-meter" aria-hidden="true">
          <span style={{ width: `${(slot.left / slot.stock) * 100}%` }} />
        </div>
      ) : null}
    </div>
  );
}

/** The chance as the server reckons it, and how. */
function Odds({ release, slot }: { release: Release; slot: Slot }) {
  const { t } = useText();
  const { stock, people, chanceBps } = slot.odds;
  return (
    <dl className="flash-place">
      <div>
        <dt>{t("place.title")}</dt>
        <dd className="flash-place-words">
          {release.mode === "lottery" ? t("place.undrawnLottery") : t("place.undrawn")}
          <small> {t("place.ofPeople", { count: people })}</small>
        </dd>
      </div>
      <div>
        <dt>{t("place.chance")}</dt>
        {chanceBps === null ? (
          <dd className="flash-place-words">{t("place.chanceNone")}</dd>
        ) : (
          <dd>{percent(chanceBps)}</dd>
        )}
      </div>
      <div className="flash-place-how">
        <dt className="b-hidden">{t("place.chance")}</dt>
        <dd>{t("place.how", { stock, people })}</dd>
      </div>
    </dl>
  );
}

function Waiting({ entry }: { entry: Entry }) {
  const { t } = useText();
  const { ahead, place, people } = entry;
  return (
    <dl className="flash-place">
      {ahead === null ? null : (
        <div>
          <dt>{t("place.list")}</dt>
          <dd>
            {t("place.nth", { place: ahead + 1 })}
            {ahead === 0 ? <small className="flash-place-next">{t("place.nextOne")}</small> : null}
          </dd>
        </div>
      )}
      {place === null ? null : (
        <div>
          <dt>{t("place.yours", { count: people })}</dt>
          <dd className="flash-place-words">{t("place.nth", { place })}</dd>
        </div>
      )}
    </dl>
  );
}

/** Ten-thousandths; a small chance keeps its decimals, for 0% would be untrue. */
function percent(bps: number): string {
  return bps >= 1_000 || bps % 100 === 0 ? `${Math.round(bps / 100)}%` : `${bps / 100}%`;
}
