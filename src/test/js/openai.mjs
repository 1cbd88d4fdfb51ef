// OpenAI's own JavaScript client, unchanged, against a gateway: chat, stream, models, embeddings, an error.
// Usage: RAGHUB_URL=http://127.0.0.1:8080 RAGHUB_KEY=rh_... node openai.mjs "a question"
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: `${process.env.RAGHUB_URL}/v1`, apiKey: process.env.RAGHUB_KEY, maxRetries: 0 });
const question = process.argv[2];
const messages = [{ role: 'user', content: question }];

const models = [];
for await (const model of client.models.list()) models.push(model.id);
console.log('models', models.join(' '));

const answer = await client.chat.completions.create({ model: 'raghub', messages });
console.log('chat', JSON.stringify(answer.choices[0].message.content), answer.choices[0].finish_reason);
console.log('citation', answer.raghub.answer.citations[0].key);

let text = '';
let usage = null;
const stream = await client.chat.completions.create({
  model: 'raghub', messages, stream: true, stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}
console.log('stream', text === answer.choices[0].message.content, usage.total_tokens);

// The client asks for base64 by itself and decodes it.
const vectors = await client.embeddings.create({ model: 'raghub-embedding', input: ['tea', 'a cup of tea'] });
console.log('embeddings', vectors.data.length, vectors.data[0].embedding.length, typeof vectors.data[0].embedding[0]);

try {
  await client.chat.completions.create({ model: 'raghub', messages, n: 2 });
} catch (error) {
  console.log('error', error.constructor.name, error.status, error.code, error.param);
}
