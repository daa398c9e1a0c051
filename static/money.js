// 元 and 万元 as budgets/money.py and budgets/totals.py know them: the one rule that a script holds. Amounts are
// BigInt 分; null is blank. Tested with the same cases as the Python. No page is touched here: see budget.js.
(() => {
  "use strict";

  const LARGEST = 99999999999999999n;
  const MOST_SIGNS = 23;
  const BLANKS = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000,，、]/g;
  const AMOUNT = /^[¥￥]?([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(万元?|元)?$/;
  const BASES = { initial: "年初预算数", adjusted: "调整后预算数" };

  const abs = (number) => (number < 0n ? -number : number);

  // part ÷ whole to the nearest whole number, halves away from zero.
  function divide(part, whole) {
    const sign = part < 0n === whole < 0n ? 1n : -1n;
    return (sign * (2n * abs(part) + abs(whole))) / (2n * abs(whole));
  }

  // "277,992,200.00", "22577.06万" → {fen, inWan}; "" → null; undefined where it cannot be read.
  function parse(text) {
    const typed = text.normalize("NFKC").replace(BLANKS, "");
    if (["", "-", "—", "/", "无"].includes(typed)) return null;
    const match = AMOUNT.exec(typed);
    if (!match || match[1].length > MOST_SIGNS) return undefined;
    const wan = (match[2] || "").startsWith("万");
    const [whole, places = ""] = match[1].replace(/[+-]/, "").split(".");
    const scale = 10n ** BigInt(places.length);
    const scaled = BigInt(whole + places) * (wan ? 1000000n : 100n);
    if (scaled > LARGEST * scale || scaled % scale) return undefined;
    const fen = (scaled / scale) * (match[1].startsWith("-") ? -1n : 1n);
    return { fen, inWan: wan && fen % 10000n === 0n };
  }

  function decimal(hundredths) {
    const digits = String(abs(hundredths)).padStart(3, "0");
    const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
    return `${hundredths < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
  }

  const yuanText = (fen) => (fen === null ? "" : decimal(fen));
  const wanText = (fen) => (fen === null ? "" : decimal(divide(fen, 10000n)));
  const inWan = (fen) => (fen === null ? "" : `${wanText(fen)} 万元`);
  // Hundredths of a percent; null where the whole is blank or 0.
  const rate = (part, whole) => (part === null || !whole ? null : divide(part * 10000n, whole));
  const percentText = (percent) =>
    percent === null ? "" : `${decimal(percent).replaceAll(",", "").replace(/\.?0+$/, "")}%`;

  function total(amounts) {
    const stated = amounts.filter((amount) => amount !== null);
    return stated.length ? stated.reduce((sum, amount) => sum + amount, 0n) : null;
  }

  function changeText(initial, adjusted) {
    if (adjusted === null) return "";
    const change = adjusted - (initial ?? 0n);
    if (!change) return "无调整";
    return `${change > 0n ? "增" : "减"} ${yuanText(abs(change))}`;
  }

  function changeNote(initial, adjusted) {
    if (adjusted === null || adjusted === (initial ?? 0n)) return "";
    const change = abs(adjusted - (initial ?? 0n));
    const percent = initial ? rate(change, abs(initial)) : null;
    return [inWan(change), percentText(percent)].filter(Boolean).join("，");
  }

  function echo(text) {
    const amount = parse(text);
    if (!amount) return "";
    return amount.inWan ? `${yuanText(amount.fen)} 元` : inWan(amount.fen);
  }

  function carriedText(carried, inWanCount) {
    if (carried === null) return "";
    const off = inWanCount ? `（有的金额按万元填写，可有 ${50 * inWanCount} 元以内的出入）` : "";
    return `收入决算数 − 执行数 = ${yuanText(carried)} 元${off}`;
  }

  // revenue: [{initial, adjusted, final}, …]; basic, project: {initial, adjusted, executed}; all in 分 or null.
  // inWanCount: how many of 决算数 and 执行数 were typed in 万元.
  function figures(revenue, basic, project, basis, inWanCount) {
    const column = (name) => total(revenue.map((line) => line[name]));
    const whole = basic.executed !== null && project.executed !== null;
    const amounts = {
      received_initial: column("initial"),
      received_adjusted: column("adjusted"),
      received_final: column("final"),
      spent_initial: total([basic.initial, project.initial]),
      spent_adjusted: total([basic.adjusted, project.adjusted]),
      executed: whole ? basic.executed + project.executed : null,
    };
    const budgetOn = (name) => amounts[name === "initial" ? "received_initial" : "received_adjusted"];
    amounts.budget = budgetOn(basis);
    const other = basis === "initial" ? "adjusted" : "initial";
    const texts = {};
    for (const [name, amount] of Object.entries(amounts)) {
      texts[name] = yuanText(amount);
      texts[`${name}_wan`] = inWan(amount);
    }
    const carried = amounts.received_final === null || !whole ? null : amounts.received_final - amounts.executed;
    return {
      ...texts,
      received_change: changeText(amounts.received_initial, amounts.received_adjusted),
      received_change_note: changeNote(amounts.received_initial, amounts.received_adjusted),
      spent_change: changeText(amounts.spent_initial, amounts.spent_adjusted),
      spent_change_note: changeNote(amounts.spent_initial, amounts.spent_adjusted),
      budget_label: `预算数（${BASES[basis]}）`,
      rate: percentText(rate(amounts.executed, amounts.budget)),
      other_rate_label: `按${BASES[other]}计算`,
      other_rate: percentText(rate(amounts.executed, budgetOn(other))),
      carried: carriedText(carried, inWanCount),
    };
  }

  globalThis.perfevalMoney = { parse, yuanText, wanText, rate, percentText, total, changeText, changeNote, echo, figures };
})();
