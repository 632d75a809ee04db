# Кто держит телефоны в демонстрации: имя и фамилия

demo-owner = Ирина Соколова
demo-owner-note = Владелец
demo-manager = Алексей Громов
demo-colleague = Мария Лебедева
demo-manager-note = Менеджер
demo-client = Анна Ковалёва
demo-client-note = Клиент
