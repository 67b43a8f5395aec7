import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { demoFleet, mixedFleet, startFarm } from './index.ts';

function handles(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|UDP/.test(name));
}

test('a farm of two hundred cameras starts and stops without leaving a handle', async () => {
  const before = handles().length;
  const farm = await startFarm({ cameras: mixedFleet(200, '127.29.0.1'), portOffset: 20_000 });
  expect(handles().length).toBeGreaterThan(before + 400);
  await farm.close();
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(handles().length).toBe(before);
});

test('a camera can live on IPv6', async () => {
  const [spec] = demoFleet();
  if (!spec) throw new Error('empty fleet');
  const farm = await startFarm({ cameras: [{ ...spec, address: '::1', flaws: ['no-https', 'rtsp-clear'] }], portOffset: 20_000 });
  const answer = await fetch('http://[::1]:20080/', { headers: { connection: 'close' } });
  expect(await answer.text()).toContain(spec.model);
  const socket = createSocket('udp6');
  const ns = 'http://schemas.xmlsoap.org/ws/2005/04/discovery';
  socket.send(`<Envelope><Header><Action>${ns}/Probe</Action></Header><Body><Probe/></Body></Envelope>`, farm.discoveryPort, '::1');
  const [message] = await once(socket, 'message');
  socket.close();
  expect(String(message)).toContain('<d:XAddrs>http://[::1]:20080/onvif/device_service</d:XAddrs>');
  await farm.close();
});

test('a farm that cannot listen says so and frees what it held', async () => {
  const cameras = demoFleet('127.29.2.1').slice(0, 1);
  await expect(startFarm({ cameras, portOffset: 40_000 })).rejects.toMatchObject({ code: 'input.invalid' });
  const first = await startFarm({ cameras, portOffset: 20_000 });
  await expect(startFarm({ cameras, portOffset: 20_000 })).rejects.toMatchObject({ details: { place: 'portOffset' } });
  await first.close();
  const again = await startFarm({ cameras, portOffset: 20_000 });
  await again.close();
});
