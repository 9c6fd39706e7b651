// Draws the plots of a report from the tables that the page holds. A plot is a figure whose data-plot
// says how it is drawn, from which table, and from which of its rows.
'use strict';
(() => {
  const LIGHT = {
    ink: '#1c2330', soft: '#566072', line: '#d5dae2', paper: '#ffffff',
    series: ['#b3450a', '#1d5fd1', '#0a7a5c', '#8e3a9d', '#8a6d00', '#4a5568'],
    ramp: ['#eef3fc', '#1d5fd1'], good: '#0a7a5c'
  };
  const DARK = {
    ink: '#e4e8ef', soft: '#a3adbd', line: '#333b48', paper: '#14181f',
    series: ['#fb9a5b', '#8ab8ff', '#4fd1a5', '#dba4ea', '#e6c84f', '#b6c0d0'],
    ramp: ['#1d2a42', '#8ab8ff'], good: '#4fd1a5'
  };
  const SYMBOLS = ['circle', 'diamond', 'triangle', 'rect', 'pin', 'arrow'];
  const DASHES = ['solid', [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2]];
  const PRINTED_WIDTH = 660;
  // Lines of a label that is broken overlap by themselves.
  const LINE = 15;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tables = new Map();
  const drawn = new Map();
  let printing = false;

  const text = value => value.replace(/^'(?=[=+\-@\t\r\n])/, '');
  const number = value => value === '' || value === undefined ? NaN : Number(value);
  const round = value => Number.isFinite(value) ? String(Math.round(value * 1e4) / 1e4) : '-';
  const theme = () => dark.matches && !printing ? DARK : LIGHT;

  // Comma-separated values by RFC 4180, their first row a header, as rows by column name.
  function parse(csv) {
    const records = [];
    let record = [];
    let cell = '';
    let quoted = false;
    for (let i = 0; i < csv.length; i++) {
      const c = csv[i];
      if (quoted) {
        if (c !== '"') cell += c;
        else if (csv[i + 1] === '"') { cell += c; i++; }
        else quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === ',') { record.push(cell); cell = ''; }
      else if (c === '\n') { record.push(cell); records.push(record); record = []; cell = ''; }
      else cell += c;
    }
    const header = records.shift() || [];
    return {
      header,
      csv,
      rows: records.map(values => Object.fromEntries(header.map((name, i) => [name, values[i]])))
    };
  }

  async function unpack(element) {
    const packed = Uint8Array.from(atob(element.textContent.trim()), c => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
  }

  function rowsOf(plot) {
    const where = Object.entries(plot.where || {});
    const rows = tables.get(plot.table).rows.filter(
      row => where.every(([column, value]) => row[column] === value));
    if (!plot.sort) return rows;
    const places = Object.entries(plot.sort);
    const place = row => places.map(([column, values]) => values.indexOf(row[column]));
    return rows.map(row => [place(row), row])
      .sort(([a], [b]) => a.map((at, i) => at - b[i]).find(difference => difference !== 0) || 0)
      .map(([, row]) => row);
  }

  const label = (row, columns, between = ', ') =>
    [].concat(columns).map(column => text(row[column] || '')).join(between);

  // What is wide enough for a label is measured in the font that is named with it, not in one that it inherits.
  const font = getComputedStyle(document.body).fontFamily;

  // What all plots share. Nothing moves.
  function base(colors) {
    return {
      animation: false,
      color: colors.series,
      textStyle: { fontFamily: font, color: colors.ink, fontSize: 12 },
      grid: { left: 8, right: 24, top: 40, bottom: 30, containLabel: true },
      legend: {
        top: 0, left: 0, itemWidth: 22, itemGap: 14, type: 'plain',
        textStyle: { color: colors.ink, overflow: 'truncate', width: 220 }
      },
      tooltip: {
        confine: true, renderMode: 'richText', backgroundColor: colors.paper,
        borderColor: colors.line, textStyle: { color: colors.ink }
      }
    };
  }

  function axis(colors, name, more) {
    const { axisLabel = { color: colors.soft, hideOverlap: true }, ...rest } = more;
    return {
      name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: colors.soft },
      axisLabel: { fontFamily: font, ...axisLabel },
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { lineStyle: { color: colors.line } },
      splitLine: { lineStyle: { color: colors.line, opacity: 0.6 } },
      ...rest
    };
  }

  const zero = (colors, at) => ({
    silent: true, symbol: 'none', label: { show: false },
    lineStyle: { color: colors.soft, type: 'solid', width: 1 }, data: [at]
  });

  // A line from low to high across the axis of categories, shifted by some pixels.
  function whisker(colors, color, horizontal, shift) {
    return (params, api) => {
      const place = api.value(0);
      const ends = [api.value(1), api.value(2)].map(
        value => api.coord(horizontal ? [value, place] : [place, value]));
      const move = ([x, y]) => horizontal ? [x, y + shift] : [x + shift, y];
      const [[x1, y1], [x2, y2]] = ends.map(move);
      return {
        type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 2 }
      };
    };
  }

  const estimate = (row, series) => ({
    value: number(row[series.value]), low: number(row[series.low]), high: number(row[series.high])
  });

  const told = found => round(found.value) + ' (' + round(found.low) + ' to ' + round(found.high) + ')';

  // Estimates with their intervals, a row each.
  function intervals(plot, rows, colors, width) {
    const names = rows.map(row => (plot.rowsName || '') + label(row, plot.rows, plot.between));
    const option = base(colors);
    option.xAxis = axis(colors, plot.xName, { type: 'value', min: plot.min, max: plot.max });
    option.yAxis = axis(colors, '', {
      type: 'category', data: names, inverse: true,
      axisLabel: { color: colors.ink, width: Math.min(240, width * 0.42), overflow: 'break', interval: 0, lineHeight: LINE }
    });
    option.series = plot.series.flatMap((series, i) => {
      const shift = (i - (plot.series.length - 1) / 2) * 10;
      const found = rows.map(row => estimate(row, series));
      return [{
        name: series.name, type: 'custom', silent: true, color: colors.series[i],
        renderItem: whisker(colors, colors.series[i], true, shift),
        data: found.map((e, y) => [y, e.low, e.high])
          .filter(e => e.every(Number.isFinite)), encode: { x: [1, 2], y: 0 }
      }, {
        name: series.name, type: 'scatter', symbol: SYMBOLS[i], symbolSize: 11, symbolOffset: [0, shift],
        color: colors.series[i],
        data: found.map((e, y) => ({ value: [e.value, y], told: told(e) })).filter(e => Number.isFinite(e.value[0])),
        tooltip: { formatter: at => names[at.value[1]] + '\n' + series.name + ' ' + at.data.told },
        markLine: i === 0 ? zero(colors, { xAxis: 0 }) : undefined
      }];
    });
    option.legend.data = plot.series.map((series, i) => ({ name: series.name, icon: SYMBOLS[i] }));
    return { option, height: 84 + rows.length * (18 + 12 * plot.series.length) };
  }

  // How many rows the names of a legend take, by the width of an average letter: the plot begins below.
  function rowsOfLegend(names, width) {
    let rows = 1;
    let taken = 0;
    for (const name of names) {
      const item = 42 + Math.min(220, 7 * name.length);
      if (taken > 0 && taken + item > width) {
        rows++;
        taken = 0;
      }
      taken += item;
    }
    return rows;
  }

  // One or more columns, or one for each value of another column, against a number.
  function lines(plot, rows, colors, width) {
    const option = base(colors);
    const groups = plot.by
      ? [...new Set(rows.map(row => label(row, plot.by)))].map(name => ({
        name: (plot.byName ? plot.byName + ' ' : '') + name, y: plot.y,
        rows: rows.filter(row => label(row, plot.by) === name)
      }))
      : plot.series.map(series => ({ name: series.name, y: series.y, rows }));
    option.xAxis = axis(colors, plot.xName, {
      type: plot.log ? 'log' : 'value', min: plot.xMin, max: plot.xMax, minorSplitLine: { show: false }
    });
    option.yAxis = axis(colors, plot.yName, {
      type: 'value', scale: true, min: plot.min, max: plot.max, nameGap: 42
    });
    option.tooltip.trigger = 'axis';
    option.tooltip.valueFormatter = round;
    option.tooltip.axisPointer = { label: { formatter: at => plot.xName + ' ' + round(at.value) } };
    option.grid.left = 30;
    option.series = groups.map((group, i) => ({
      name: group.name, type: 'line', step: plot.step, showSymbol: group.rows.length < 40,
      symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 6,
      lineStyle: { width: 2, type: DASHES[i % DASHES.length] },
      data: group.rows.map(row => [number(row[plot.x]), number(row[group.y])])
        .filter(point => point.every(Number.isFinite)),
      markLine: i === 0 && plot.zero ? zero(colors, { yAxis: 0 }) : undefined
    }));
    const legendRows = rowsOfLegend(groups.map(group => group.name), width);
    option.grid.top = 22 + 18 * legendRows;
    return { option, height: 282 + 18 * legendRows };
  }

  // Estimates with their intervals over models, in the order in which these were given.
  function trend(plot, rows, colors) {
    const option = base(colors);
    const names = [...new Set(rows.map(row => label(row, plot.by)))];
    option.xAxis = axis(colors, '', {
      type: 'category', data: plot.order.map(text),
      axisLabel: { color: colors.ink, interval: 0, width: 110, overflow: 'truncate' }
    });
    option.yAxis = axis(colors, plot.yName, { type: 'value', scale: true, nameGap: 42 });
    option.grid.left = 30;
    option.grid.top = 34 + 18 * names.length;
    option.legend.orient = 'vertical';
    option.legend.textStyle.width = 320;
    option.series = names.flatMap((name, i) => {
      const shift = (i - (names.length - 1) / 2) * 6;
      const color = colors.series[i % colors.series.length];
      const found = plot.order.map(model => {
        const row = rows.find(r => r[plot.x] === model && label(r, plot.by) === name);
        return row ? estimate(row, plot) : { value: NaN, low: NaN, high: NaN };
      });
      return [{
        name, type: 'custom', silent: true, color, renderItem: whisker(colors, color, false, shift),
        data: found.map((e, x) => [x, e.low, e.high]).filter(e => e.every(Number.isFinite)),
        encode: { x: 0, y: [1, 2] }
      }, {
        name, type: 'line', color, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 9, symbolOffset: [shift, 0],
        lineStyle: { type: DASHES[i % DASHES.length], width: 2 },
        data: found.map((e, x) => ({ value: [x, Number.isFinite(e.value) ? e.value : '-'], told: told(e) })),
        tooltip: { formatter: at => text(plot.order[at.value[0]]) + '\n' + name + '\n' + at.data.told },
        markLine: i === 0 ? zero(colors, { yAxis: 0 }) : undefined
      }];
    });
    option.legend.data = names;
    return { option, height: 300 + 18 * names.length };
  }

  // How many of something lie from a number to the next.
  function histogram(plot, rows, colors) {
    const option = base(colors);
    option.legend.show = false;
    option.grid.top = 14;
    const filled = rows.filter(row => number(row[plot.y]) > 0).map(row => number(row[plot.x]));
    option.xAxis = axis(colors, plot.xName, {
      type: 'value', min: Math.min(-1, Math.floor(Math.min(...filled))),
      max: Math.max(1, Math.ceil(Math.max(...filled) + plot.width))
    });
    option.yAxis = axis(colors, plot.yName, { type: 'value', minInterval: 1, nameGap: 42 });
    // Its numbers are short, and the name beside them must fit.
    option.grid.left = 40;
    option.series = [{
      type: 'custom', encode: { x: [0, 1], y: 2 },
      data: rows.map(row => [number(row[plot.x]), number(row[plot.x]) + plot.width, number(row[plot.y])]),
      tooltip: { formatter: at => round(at.value[0]) + ' to ' + round(at.value[1]) + ': ' + at.value[2] },
      renderItem: (params, api) => {
        const [left, top] = api.coord([api.value(0), api.value(2)]);
        const [right, bottom] = api.coord([api.value(1), 0]);
        return {
          type: 'rect', shape: { x: left + 0.5, y: top, width: Math.max(1, right - left - 1), height: bottom - top },
          style: { fill: colors.series[api.value(0) >= 0 ? 0 : 1] }
        };
      }
    }];
    return { option, height: 260 };
  }

  // Parts of each row's whole, as percentages that add up to a hundred.
  function shares(plot, rows, colors, width) {
    const option = base(colors);
    option.xAxis = axis(colors, plot.xName, { type: 'value', max: 100 });
    option.yAxis = axis(colors, '', {
      type: 'category', inverse: true, data: rows.map(row => label(row, plot.rows, plot.between)),
      axisLabel: { color: colors.ink, width: Math.min(240, width * 0.42), overflow: 'break', interval: 0, lineHeight: LINE }
    });
    const percent = (row, column) => 100 * number(row[column]) / number(row[plot.whole]);
    option.grid.top = width < 480 ? 58 : 40;
    option.series = plot.series.map((series, i) => ({
      name: series.name, type: 'bar', stack: 'whole', barMaxWidth: 26,
      itemStyle: { borderColor: colors.paper, borderWidth: 1 },
      label: {
        show: true, color: colors.paper,
        formatter: at => at.value >= 8 ? Math.round(at.value) + '' : ''
      },
      tooltip: { formatter: at => at.name + '\n' + series.name + ' ' + at.value.toFixed(1) + ' %' },
      data: rows.map(row => percent(row, series.value))
    }));
    return { option, height: 100 + rows.length * 42 };
  }

  // A number for each pair of names.
  function heat(plot, rows, colors, width) {
    const option = base(colors);
    const names = [...new Set(rows.map(row => row[plot.x]))];
    const data = rows.map(row => [names.indexOf(row[plot.x]), names.indexOf(row[plot.y]), number(row[plot.value])])
      .filter(cell => Number.isFinite(cell[2]));
    const least = Math.min(...data.map(cell => cell[2]));
    option.legend.show = false;
    option.grid.top = 10;
    const labels = { color: colors.ink, interval: 0, overflow: 'break', lineHeight: LINE, width: Math.min(160, width / (names.length + 1.6)) };
    option.xAxis = axis(colors, '', { type: 'category', data: names.map(text), axisLabel: labels });
    option.yAxis = axis(colors, '', { type: 'category', inverse: true, data: names.map(text), axisLabel: labels });
    option.visualMap = { show: false, min: Math.min(least, 0.99), max: 1, inRange: { color: colors.ramp } };
    option.series = [{
      type: 'heatmap', data, itemStyle: { borderColor: colors.paper, borderWidth: 2 },
      label: {
        show: true, formatter: at => '{' + (at.value[2] > (least + 1) / 2 ? 'strong' : 'weak') + '|' + at.value[2].toFixed(2) + '}',
        rich: { strong: { color: colors.paper, fontWeight: 600 }, weak: { color: colors.ink, fontWeight: 600 } }
      },
      tooltip: { formatter: at => text(names[at.value[0]]) + '\n' + text(names[at.value[1]]) + '\n' + round(at.value[2]) }
    }];
    return { option, height: 60 + names.length * Math.max(46, Math.min(80, width / names.length / 2)) };
  }

  // A bar a row.
  function bars(plot, rows, colors, width) {
    const option = base(colors);
    option.legend.show = false;
    option.grid.top = 8;
    const sorted = plot.order ? plot.order.map(name => rows.find(row => row[plot.rows] === name)).filter(Boolean) : rows;
    option.xAxis = axis(colors, plot.xName, { type: 'value', min: plot.min, max: plot.max });
    option.yAxis = axis(colors, '', {
      type: 'category', inverse: true, data: sorted.map(row => label(row, plot.rows)),
      axisLabel: { color: colors.ink, width: Math.min(200, width * 0.4), overflow: 'break', interval: 0, lineHeight: LINE }
    });
    option.series = [{
      type: 'bar', barMaxWidth: 22, color: colors.series[1], data: sorted.map(row => number(row[plot.value])),
      label: { show: true, position: 'insideRight', color: colors.paper, formatter: at => at.value >= 0.1 ? round(Math.round(at.value * 100) / 100) : '' },
      tooltip: { formatter: at => at.name + ' ' + round(at.value) }
    }];
    return { option, height: 64 + sorted.length * 34 };
  }

  const KINDS = { intervals, lines, trend, histogram, shares, heat, bars };

  // A plot as it is now: with what was chosen above it.
  function chosen(figure) {
    const plot = Object.assign({}, JSON.parse(figure.dataset.plot));
    plot.where = Object.assign({}, plot.where);
    const group = figure.closest('[data-choices]');
    if (group) {
      for (const select of group.querySelectorAll('select')) {
        const choice = select.dataset.column;
        if (choice) plot.where[choice] = select.value;
        else {
          plot.y = select.value;
          plot.yName = select.selectedOptions[0].textContent;
        }
      }
    }
    return plot;
  }

  function draw(figure) {
    const canvas = figure.querySelector('.canvas');
    const plot = chosen(figure);
    const rows = rowsOf(plot);
    const width = printing ? PRINTED_WIDTH : canvas.clientWidth;
    const { option, height } = KINDS[plot.kind](plot, rows, theme(), width);
    let chart = drawn.get(figure);
    canvas.style.height = height + 'px';
    if (!chart) {
      chart = echarts.init(canvas, null, { renderer: 'svg', width, height });
      drawn.set(figure, chart);
    } else {
      chart.resize({ width, height });
    }
    chart.setOption(option, true);
    figure.dataset.drawn = rows.length;
    const numbers = figure.querySelector('details');
    if (numbers && numbers.open) fill(numbers, figure);
  }

  // The rows of a plot as a table: its equal for whoever does not see it.
  function fill(details, figure) {
    const plot = chosen(figure);
    const { header } = tables.get(plot.table);
    const table = document.createElement('table');
    const headings = table.createTHead().insertRow();
    for (const name of header) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = name;
      headings.append(cell);
    }
    const body = table.createTBody();
    for (const row of rowsOf(plot)) {
      const line = body.insertRow();
      for (const name of header) line.insertCell().textContent = text(row[name] || '');
    }
    const box = details.querySelector('.scroll');
    box.replaceChildren(table);
  }

  function save(name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([tables.get(name).csv], { type: 'text/csv' }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function addChoices(group) {
    const fields = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = 'Plotted';
    fields.append(legend);
    for (const choice of JSON.parse(group.dataset.choices)) {
      const caption = document.createElement('label');
      const select = document.createElement('select');
      if (choice.column) select.dataset.column = choice.column;
      for (const [value, name] of choice.values) {
        select.append(new Option(name, value, false, value === choice.value));
      }
      caption.append(choice.name + ' ', select);
      fields.append(caption);
    }
    fields.addEventListener('change', () => group.querySelectorAll('[data-plot]').forEach(draw));
    group.prepend(fields);
  }

  function drawAll() {
    document.querySelectorAll('[data-plot]').forEach(draw);
  }

  async function start() {
    const packed = [...document.querySelectorAll('script[data-table]')];
    await Promise.all(packed.map(
      async element => tables.set(element.dataset.table, parse(await unpack(element)))));
    document.documentElement.classList.add('scripted');
    document.querySelectorAll('[data-choices]').forEach(addChoices);
    for (const details of document.querySelectorAll('[data-plot] details')) {
      details.addEventListener('toggle', () => details.open && fill(details, details.closest('[data-plot]')));
    }
    document.addEventListener('click', event => {
      const button = event.target.closest('[data-save]');
      if (button) save(button.dataset.save);
    });
    const figures = [...document.querySelectorAll('[data-plot]')];
    // One at a time, so that the page can be read and scrolled meanwhile.
    for (const figure of figures) {
      draw(figure);
      await new Promise(resolve => setTimeout(resolve));
    }
    document.documentElement.dataset.plots = figures.length;
    let waiting;
    let width = innerWidth;
    addEventListener('resize', () => {
      if (innerWidth === width) return;
      width = innerWidth;
      clearTimeout(waiting);
      waiting = setTimeout(drawAll, 150);
    });
    dark.addEventListener('change', drawAll);
    addEventListener('beforeprint', () => { printing = true; drawAll(); });
    addEventListener('afterprint', () => { printing = false; drawAll(); });
  }

  start();
})();
