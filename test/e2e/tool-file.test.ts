import { api } from '@ancam/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { resultOf } from '../../packages/server/test/results.ts';
import { setUp } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { CHROMIUM, enter, openPage, picture, startBrowser, watch } from './support/browser.ts';
import type { Misdeeds } from './support/browser.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';

const NMAP = `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" args="nmap -sV -oX out.xml 10.20.0.0/24" start="1790000000" version="7.93">
<host endtime="1790000050"><status state="up"/><address addr="10.20.0.10" addrtype="ipv4"/><address addr="44:19:B6:00:00:01" addrtype="mac"/><ports>
<port protocol="tcp" portid="23"><state state="open"/><service name="telnet" product="BusyBox telnetd" method="probed"/></port>
<port protocol="tcp" portid="554"><state state="open"/><service name="rtsp" product="Hikvision IP camera rtspd" devicetype="webcam" method="probed"/></port></ports></host>
<host endtime="1790000060"><status state="up"/><address addr="không phải địa chỉ" addrtype="ipv4"/><ports/></host>
<host endtime="1790000070"><status state="up"/><address addr="10.20.0.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="80"><state state="open"/><service name="http" product="&lt;img src=x onerror=alert(1)&gt;" method="probed"/></port></ports></host>
</nmaprun>`;

/** What a device may say to harm whoever looks at it: markup, formulas, terminal controls, turned writing, words without end. */
const SAID = {
  markup: '</td><script>window.ancamOwned=1</script><img src=x onerror="window.ancamOwned=1">',
  formula: `=cmd|' /C calc'!A0`,
  terminal: 'CAM\u001B[2J\u001B]0;x\u0007\u202Egpj.exe\u2066\u200F',
  endless: 'W'.repeat(3000),
} as const;

describe.skipIf(CHROMIUM === undefined)(
  `the page of imports with a file of nmap${CHROMIUM === undefined ? ' (skipped: no Chromium)' : ''}`,
  () => {
    let server: ServerProcess;
    let user: ApiUser;
    let browser: Browser;
    let page: Page;
    let misdeeds: Misdeeds;
    beforeAll(async () => {
      server = await startServerProcess();
      user = await setUp(server);
      browser = await startBrowser();
      page = await openPage(browser);
      misdeeds = watch(page, server.url);
      await enter(page, server.url);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    const file = { name: 'khong-noi-gi.dat', mimeType: 'application/octet-stream', buffer: Buffer.from(NMAP) };
    const choose = async (): Promise<void> => {
      await page.goto(`${server.url}/import`);
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText('Tệp này cho biết').waitFor();
    };

    test('shows what the file holds before it is taken, and the bad record with its place', async () => {
      await choose();
      const text = await page.locator('main').textContent();
      expect(text).toContain('nmap 7.93');
      expect(text).toContain('host 2');
      expect(text).toContain('Ghi địa chỉ IPv4 hoặc IPv6');
      expect(await picture(page, 'tool-file-preview')).toEqual([]);
    });

    test('makes a scan of it, marked with tool and time, with its findings', async () => {
      await page.getByRole('button', { name: 'Nhập thành lần quét' }).click();
      await page.waitForURL(/\/scans\/[0-9a-f-]{36}/);
      await page.getByText('10.20.0.10').first().waitFor();
      await expect.poll(() => page.locator('main').textContent()).toContain('từ nmap XML');
      expect(await picture(page, 'tool-file-scan')).toEqual([]);
      await page.goto(`${server.url}/scans`);
      await page.getByText('từ nmap XML').first().waitFor();
      expect(await picture(page, 'tool-file-scans')).toEqual([]);
    });

    test('what hostile devices say is shown as text: nothing runs, nothing overflows, on every page that shows a device', async () => {
      const at = new Date(Date.now() - 60_000).toISOString();
      const { markup, formula, terminal, endless } = SAID;
      const result = resultOf(
        at,
        { address: '10.21.0.1', model: markup, firmware: formula, serial: endless, manufacturer: terminal, telnet: true },
        { address: '10.21.0.2', model: endless, firmware: terminal, serial: markup, manufacturer: formula },
      );
      const titled = result.hosts.map((host) => ({
        ...host,
        facts: [
          ...host.facts,
          { name: 'http.title' as const, value: markup, port: 80 },
          { name: 'http.realm' as const, value: [terminal, endless].join(' '), port: 80 },
        ],
      }));
      const sent = await user.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify({ ...result, hosts: titled }) });
      const told = await sent.text();
      expect(sent.status, told).toBe(200);
      const { scanId } = JSON.parse(told) as { scanId: string }; // the report of the import
      const { items } = await user.call(api.listCameras);
      const hostile = items.filter(({ address }) => address?.startsWith('10.21.'));
      expect(hostile).toHaveLength(2);
      const paths = [`/scans/${scanId}`, '/proposals', ...hostile.map(({ id }) => `/cameras/${id}`)];
      for (const [n, path] of paths.entries()) {
        await page.goto(server.url + path);
        await page.getByText('10.21.0.').first().waitFor();
        expect(await picture(page, `hostile-${n}`)).toEqual([]);
        expect(await page.evaluate(() => 'ancamOwned' in globalThis)).toBe(false);
        expect(await page.locator('main script, main [onerror]').count()).toBe(0);
      }
      await page.goto(`${server.url}/scans/${scanId}`);
      await page.getByText('<script>window.ancamOwned=1</script>').first().waitFor();
      // oxlint-disable-next-line no-control-regex -- what a terminal obeys
      const steers = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
      for (const list of [`/api/scans/${scanId}/hosts/export`, '/api/cameras/export']) {
        const csv = await (await user.fetch(`${list}?format=csv&language=vi`)).text();
        expect(csv).toContain(`'${formula}`);
        expect(csv).not.toMatch(steers);
      }
    });

    test('says that the same file is a scan already', async () => {
      await choose();
      await page.getByText('Mở lần quét đó').click();
      await page.waitForURL(/\/scans\/[0-9a-f-]{36}/);
      expect(misdeeds.consoleErrors).toEqual([]);
      expect(misdeeds.foreignRequests).toEqual([]);
    });
  },
);
