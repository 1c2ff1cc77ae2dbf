-- Every finding of the open sets, in the quickfix list.
local call = require('onmodel.client').call

local M = {}

local function show(items)
  vim.fn.setqflist({}, ' ', { title = 'onmodel', items = items })
  vim.cmd(#items > 0 and 'copen' or 'cclose')
  vim.notify(('onmodel: %d findings'):format(#items), vim.log.levels.INFO)
end

local kinds = { 'E', 'W', 'I', 'N' }

---A server's diagnostic as an item of the quickfix list.
local function item(uri, diagnostic)
  return {
    filename = vim.uri_to_fname(uri),
    lnum = diagnostic.range.start.line + 1,
    col = diagnostic.range.start.character + 1,
    type = kinds[diagnostic.severity] or 'N',
    text = diagnostic.message,
  }
end

local function items_of(reports)
  local items = {}
  for _, report in ipairs(reports) do
    for _, diagnostic in ipairs(report.items or {}) do
      table.insert(items, item(report.uri, diagnostic))
    end
  end
  return items
end

---What a server that is asked for diagnostics says of all files.
local function pull(client)
  local params = { previousResultIds = {} }
  call(client, 'request', 'workspace/diagnostic', params, function(failure, answer)
    if failure then
      vim.notify('onmodel: ' .. failure.message, vim.log.levels.ERROR)
    else
      show(items_of(answer.items))
    end
  end)
end

---How many findings the checked sets have.
local function expected(sets)
  local count = 0
  for _, set in ipairs(sets) do
    count = count + set.problems + set.warnings + set.hints
  end
  return count
end

---What a server that pushes diagnostics has pushed; it may still be at it when it has checked.
local function pushed(client, sets)
  local namespace = vim.lsp.diagnostic.get_namespace(client.id)
  local all
  vim.wait(2000, function()
    all = vim.diagnostic.get(nil, { namespace = namespace })
    return #all >= expected(sets)
  end, 20)
  show(vim.diagnostic.toqflist(all))
end

---Lists the findings of all captions, open or not.
---@param client table
---@param sets table[] how the checked sets stand
function M.list(client, sets)
  local provider = client.server_capabilities.diagnosticProvider
  if type(provider) == 'table' and provider.workspaceDiagnostics then
    pull(client)
  else
    pushed(client, sets)
  end
end

return M
