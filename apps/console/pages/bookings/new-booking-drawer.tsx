import { Button, Drawer, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { TimeChoice } from "./time-choice.tsx";

interface NewBookingDrawerProps {
  readonly storeId: string;
  readonly day: string;
  onClose(): void;
}

interface Who {
  readonly name: string;
  readonly phone: string;
  readonly people: number;
}

/** A booking that somebody asked for by telephone. */
export function NewBookingDrawer({ storeId, day: first, onClose }: NewBookingDrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const [serviceId, setServiceId] = useState<string>();
  const [day, setDay] = useState(first);
  const [time, setTime] = useState<number | null>(null);
  const [who, setWho] = useState<Who>({ name: "", phone: "", people: 1 });
  const services = useAnswer("listBookingServices", { path: brand.path, query: { limit: 200 } });
  const make = useWrite("makeBooking", { done: t("bookings.made"), onDone: onClose });
  const choices = (services.data?.items ?? []).filter((one) => one.active);
  const chosen = serviceId ?? choices[0]?.serviceId;
  function send(startsAt: number): void {
    if (!chosen) return;
    const name = who.name.trim() || null;
    const phone = who.phone.trim() || null;
    const body = {
      storeId, serviceId: chosen, startsAt, name, phone, people: who.people,
      origin: "phone" as const,
    };
    make.mutate({ path: brand.path, body });
  }
  return (
    <Drawer open onClose={onClose} size="min(480px, 100vw)" title={t("bookings.new")}>
      <Form layout="vertical" onFinish={() => time !== null && send(time)}>
        <Form.Item label={t("bookings.service")} htmlFor="new-service">
          <Select
            id="new-service"
            value={chosen ?? null}
            onChange={(next) => {
              setServiceId(next ?? undefined);
              setTime(null);
            }}
            options={choices.map((one) => ({
              value: one.serviceId, label: brand.named(one),
            }))}
          />
        </Form.Item>
        <WhoFields who={who} onWho={setWho} />
        {chosen ? (
          <TimeChoice
            {...{ storeId, day }}
            serviceId={chosen}
            people={who.people}
            value={time}
            onDay={(next) => {
              setDay(next);
              setTime(null);
            }}
            onChange={setTime}
          />
        ) : null}
        <div className="c-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            disabled={time === null}
            loading={make.isPending}
          >
            {t("bookings.make")}
          </Button>
        </div>
      </Form>
    </Drawer>
  );
}

function WhoFields({ who, onWho }: { who: Who; onWho(who: Who): void }) {
  const { t } = useText();
  return (
    <div className="c-pair">
      <Form.Item label={t("bookings.name")} htmlFor="new-name">
        <Input
          id="new-name"
          maxLength={40}
          value={who.name}
          onChange={(event) => onWho({ ...who, name: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("bookings.phone")} htmlFor="new-phone">
        <Input
          id="new-phone"
          maxLength={32}
          value={who.phone}
          onChange={(event) => onWho({ ...who, phone: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("bookings.people")} htmlFor="new-people">
        <InputNumber
          id="new-people"
          className="c-amount"
          min={1}
          max={200}
          value={who.people}
          onChange={(people) => onWho({ ...who, people: people ?? 1 })}
        />
      </Form.Item>
    </div>
  );
}
