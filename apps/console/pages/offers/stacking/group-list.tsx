import { Button, Input, Segmented } from "antd";
import { useText } from "../../../text.ts";
import type { PolicyPartProps } from "./order-list.tsx";

const ways = ["cart", "line"] as const;

/** Groups that offers name: whether one applies in a cart or on a line. */
export function GroupList({ policy, change, locked }: PolicyPartProps) {
  const { t } = useText();
  const { groups } = policy;
  const set = (at: number, part: Partial<(typeof groups)[number]>) =>
    change({
      ...policy,
      groups: groups.map((one, index) => (index === at ? { ...one, ...part } : one)),
    });
  const remove = (at: number) =>
    change({ ...policy, groups: groups.filter((_, index) => index !== at) });
  const add = () => change({ ...policy, groups: [...groups, { group: "", per: "line" }] });
  return (
    <section className="c-fields">
      <h2>{t("stacking.groups")}</h2>
      <p className="c-quiet">{t("stacking.groupsHint")}</p>
      {groups.map((one, at) => (
        <div className="c-group-row" key={at}>
          <Input
            aria-label={t("stacking.groupName")}
            placeholder={t("stacking.groupName")}
            maxLength={60}
            disabled={locked}
            value={one.group}
            onChange={(event) => set(at, { group: event.target.value })}
          />
          <Segmented
            disabled={locked}
            value={one.per}
            onChange={(per) => set(at, { per })}
            options={ways.map((way) => ({ value: way, label: t(`stacking.group.${way}`) }))}
          />
          {locked ? null : (
            <Button
              type="text"
              aria-label={t("stacking.groupRemove", { group: one.group })}
              onClick={() => remove(at)}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      {locked ? null : (
        <Button type="dashed" className="c-group-add" onClick={add}>
          {t("stacking.groupAdd")}
        </Button>
      )}
    </section>
  );
}
