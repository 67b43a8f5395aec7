import { array, assert, asyncProperty, constantFrom, nat, oneof, string, tuple } from 'fast-check';
import { AppError } from '@ancam/core';
import { expect, test } from 'vitest';
import { readContent } from './reading.ts';

/** Pieces that each reader takes for its own, to be broken and mixed. */
const SEEDS = [
  '<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" start="1763600000"><host><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="80"><state state="open"/><service name="http" method="probed" servicefp="%r(GetRequest,1,&quot;HTTP/1\\.0\\x20200\\x20OK\\r\\n\\r\\n&quot;)"/><script id="ssl-cert" output="x"><elem key="pem">-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----</elem></script></port></ports></host></nmaprun>',
  '{"ip":"192.0.2.1","timestamp":"1763600000","ports":[{"port":80,"proto":"tcp","service":{"name":"http","banner":"HTTP/1.0 200 OK\\r\\nServer: x\\r\\n\\r\\n"}}]}',
  '#masscan\nopen tcp 80 192.0.2.1 1763600000\nbanner tcp 22 192.0.2.1 1763600000 ssh SSH-2.0-x\n',
  '{"ip":"192.0.2.1","data":{"http":{"status":"success","protocol":"http","port":80,"result":{"response":{"status_code":200,"headers":{"server":["x"]},"body":"<title>a</title>"}}}}}',
  '{"url":"https://192.0.2.1","host":"192.0.2.1","status_code":200,"title":"x","tls":{"tls_version":"tls12","cipher":"TLS_RSA"}}',
  '"timestamp","ip","protocol","port","device_vendor","device_type","device_model"\n"2025-11-20 00:53:20",192.0.2.1,tcp,80,Hikvision,camera,DS-1\n',
  'IP;Hãng;Model\n192.0.2.1;Hikvision;DS-2CD1\n',
];

/** A seed with pieces cut out, doubled and overwritten. */
const broken = tuple(
  constantFrom(...SEEDS),
  array(
    tuple(nat(600), nat(40), oneof(string(), constantFrom('\0', '\u001b[2J', '"', '<', '&', '{', ']', '\ud800', '\r\n', '99999999999'))),
    { maxLength: 6 },
  ),
).map(([seed, edits]) => edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), seed));

const RUNS = Number(process.env['ANCAM_FUZZ_RUNS'] ?? 300);

test('whatever a file holds, it is read or refused with a reason', async () => {
  await assert(
    asyncProperty(
      oneof(
        broken,
        array(broken, { maxLength: 3 }).map((parts) => parts.join('\n')),
        string(),
      ),
      async (content) => {
        const read = await readContent(content).catch((thrown: unknown) => thrown);
        if (read instanceof AppError) expect(read.code).toMatch(/^file\./);
        else expect(read).toHaveProperty('head.source');
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);
