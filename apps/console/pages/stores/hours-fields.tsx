import { Button, Form, Input, Select } from "antd";
import { useText } from "../../text.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Opening hours: several a day where there is a break, past midnight where it is late. */
export function HoursFields() {
  const { t } = useText();
  const form = Form.useFormInstance();
  const sameEveryDay = () => {
    const [first] = (form.getFieldValue("hours") ?? []) as { opens: string; closes: string }[];
    const { opens = "10:00", closes = "22:00" } = first ?? {};
    form.setFieldValue("hours", weekdays.map((weekday) => ({ weekday, opens, closes })));
  };
  const days = weekdays.map((value) => ({ value, label: t(`stores.day${value}`) }));
  return (
    <fieldset className="c-fields">
      <legend>{t("stores.hours")}</legend>
      <p className="c-quiet">{t("stores.hoursHint")}</p>
      <Form.List name="hours">
        {(fields, { add, remove }) => (
          <div className="c-hours">
            {fields.map((field) => (
              <div className="c-hours-row" key={field.key}>
                <Form.Item name={[field.name, "weekday"]} noStyle>
                  <Select aria-label={t("stores.hours")} options={days} />
                </Form.Item>
                <Clocks name={field.name} />
                <Button type="text" onClick={() => remove(field.name)}>
                  {t("stores.remove")}
                </Button>
              </div>
            ))}
            <div className="c-inline">
              <Button
                type="dashed"
                onClick={() => add({ weekday: 1, opens: "10:00", closes: "22:00" })}
              >
                {t("stores.addHours")}
              </Button>
              <Button type="text" onClick={sameEveryDay}>
                {t("stores.everyDay")}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </fieldset>
  );
}

/** Days that differ: other hours, or closed where no hours are given. */
export function SpecialFields() {
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("stores.special")}</legend>
      <p className="c-quiet">{t("stores.specialClosed")}</p>
      <Form.List name="special">
        {(fields, { add, remove }) => (
          <div className="c-hours">
            {fields.map((field) => (
              <div className="c-hours-row" key={field.key}>
                <Form.Item
                  name={[field.name, "day"]}
                  noStyle
                  rules={[{ required: true, message: t("form.required") }]}
                >
                  <Input type="date" aria-label={t("stores.special")} />
                </Form.Item>
                <Clocks name={field.name} />
                <Button type="text" onClick={() => remove(field.name)}>
                  {t("stores.remove")}
                </Button>
              </div>
            ))}
            <div className="c-inline">
              <Button type="dashed" onClick={() => add({})}>
                {t("stores.addSpecial")}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </fieldset>
  );
}

function Clocks({ name }: { name: number }) {
  const { t } = useText();
  return (
    <>
      <Form.Item name={[name, "opens"]} noStyle>
        <Input type="time" aria-label={t("day.from")} />
      </Form.Item>
      <span aria-hidden="true">–</span>
      <Form.Item name={[name, "closes"]} noStyle>
        <Input type="time" aria-label={t("day.to")} />
      </Form.Item>
    </>
  );
}
